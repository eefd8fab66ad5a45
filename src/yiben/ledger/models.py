"""The ledger's tables: entries that only grow, and the projections made from them."""

import json
from decimal import Decimal
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class ExactDecoder(json.JSONDecoder):
    """Numbers with a point come back as Decimal, so that money stays exact."""

    def __init__(self, **options: Any) -> None:
        super().__init__(parse_float=Decimal, **options)


class NumberEncoder(DjangoJSONEncoder):
    """Decimals go out as JSON numbers; `kernel.values` holds them to 15 digits, so none changes."""

    def default(self, o: Any) -> Any:
        return float(o) if isinstance(o, Decimal) else super().default(o)


class Entry(models.Model):
    """One act on one record: who, when, what, why, from which source. Never changed, never deleted."""

    seq = models.BigIntegerField(primary_key=True)
    """Rises by one with each entry; commit order, because writing goes through one gate."""
    client_id = models.CharField(max_length=64, unique=True)
    town = models.CharField(max_length=9)
    town_seq = models.BigIntegerField()
    """Number within the town's chain, without gaps."""
    register = models.CharField(max_length=40)
    record = models.CharField(max_length=32)
    version = models.IntegerField()
    """Version of the record after this entry."""
    kind = models.CharField(max_length=80)
    """A past event: petitions.recorded, petitions.corrected, petitions.closed."""
    at = models.DateTimeField()
    day = models.DateField()
    """Day of recording in Asia/Shanghai; never before the day of the town's entry before."""
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=40)
    why = models.CharField(max_length=500, blank=True, default="")
    source = models.CharField(max_length=120)
    corrects = models.BigIntegerField(null=True, blank=True)
    """Seq of the entry that this one corrects."""
    body = models.TextField()
    """Canonical JSON: {"set": {field: value}, "was": {field: old}, "state": …, "number": …}."""
    digest = models.CharField(max_length=64)
    """SM3 over the town's digest before and all of the above."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "town_seq"], name="one_chain_a_town")
        ]
        indexes: ClassVar = [
            models.Index(fields=["record", "seq"]),
            models.Index(fields=["register", "seq"]),
            models.Index(fields=["town", "day"]),
        ]


class Version(models.Model):
    """What a record says from one entry to the next: typed columns for what all registers share."""

    record = models.CharField(max_length=32)
    register = models.CharField(max_length=40)
    version = models.IntegerField()
    town = models.CharField(max_length=9)
    place = models.CharField(max_length=15)
    """Where the record counts: a village's 12 digits, a grid's 15, or the town's 9."""
    office = models.CharField(max_length=40)
    owner = models.CharField(max_length=40)
    """Username of who answers for it."""
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=40, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    void = models.BooleanField(default=False)
    data = models.JSONField(encoder=NumberEncoder, decoder=ExactDecoder)
    seq_from = models.BigIntegerField()
    seq_to = models.BigIntegerField(null=True, blank=True)
    day_from = models.DateField()
    day_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Record(Version):
    """The present state of a record."""

    record = models.CharField(max_length=32, primary_key=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["register", "town", "happened_on", "record"], name="record_by_day"),
            models.Index(fields=["register", "town", "place", "happened_on"], name="record_by_place"),
            models.Index(fields=["register", "town", "state", "happened_on"], name="record_by_state"),
            models.Index(fields=["register", "town", "due_on"], name="record_by_due"),
            models.Index(fields=["register", "seq_from"], name="record_by_seq"),
        ]


COLUMNS = [f.attname for f in Record._meta.concrete_fields]
"""The columns of a version, by which it is copied, compared and read."""


class PastRecord(Version):
    """A state that a later entry superseded; `seq_to` and `day_to` are set."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "version"], name="one_past_a_version")
        ]
        indexes: ClassVar = [
            models.Index(fields=["register", "seq_to"], name="past_by_seq"),
            models.Index(fields=["register", "town", "day_to"], name="past_by_day"),
        ]


class Seal(models.Model):
    """The close of one town's day: its entries can't change without breaking this and every later seal."""

    town = models.CharField(max_length=9)
    day = models.DateField()
    first = models.BigIntegerField()
    """town_seq of the first and last entry sealed."""
    last = models.BigIntegerField()
    entries_digest = models.CharField(max_length=64)
    """Digest of the last entry, which holds all before it."""
    digest = models.CharField(max_length=64)
    """SM3 over the seal before and the above."""
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["town", "day"], name="one_seal_a_day")]


class DataKey(models.Model):
    """The wrapped key of one person (or of one record that names no person)."""

    subject = models.CharField(max_length=80, unique=True)
    """p:<index of the ID number> or r:<record>, then a dot and the generation (1, 2 after an erasure …)."""
    base = models.CharField(max_length=72, db_index=True)
    """The subject without its generation."""
    algorithm = models.CharField(max_length=20)
    wrapped = models.CharField(max_length=200)
    """Base64; empty once lawfully destroyed."""
    made_on = models.DateField()
    destroyed_on = models.DateField(null=True, blank=True)


class Serial(models.Model):
    """The last running number given in a town, register and year."""

    town = models.CharField(max_length=9)
    register = models.CharField(max_length=40)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "register", "year"], name="one_serial_a_year")
        ]


class Attachment(models.Model):
    """A file that belongs to a record; its content lies encrypted, named by the SM3 of the plain content."""

    record = models.CharField(max_length=32, db_index=True)
    entry = models.BigIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.IntegerField()
    digest = models.CharField(max_length=64)


class Mark(models.Model):
    """Single facts about this ledger itself: key fingerprint, data version."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.CharField(max_length=200)
