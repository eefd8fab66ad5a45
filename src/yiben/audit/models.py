"""The audit listing (a projection), the seals over the look log, and doubts with what was said on them."""

from typing import ClassVar

from django.db import models

from yiben.township.models import Account

LOOK, ENTRY = "look", "entry"
OPEN, EXPLAINED, HANDED = "open", "explained", "handed"


class Line(models.Model):
    """One look or one entry as the audit pages list it, without any value; made again by `lines.rebuild`."""

    source = models.CharField(max_length=5)
    """look or entry."""
    source_id = models.BigIntegerField()
    """Id of the look, seq of the entry."""
    at = models.DateTimeField()
    town = models.CharField(max_length=9, blank=True)
    """Empty for what belongs to no town: a log-in tried with a name that nobody has."""
    by = models.CharField(max_length=40, blank=True)
    by_name = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=20)
    register = models.CharField(max_length=40, blank=True)
    record = models.CharField(max_length=32, blank=True)
    number = models.CharField(max_length=60, blank=True)
    village = models.CharField(max_length=12, blank=True)
    change = models.BigIntegerField(null=True, blank=True)
    """Number of the administrators' change that it belongs to."""
    what = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "source_id"], name="one_line_each")
        ]
        indexes: ClassVar = [
            models.Index(fields=["town", "at", "id"], name="line_by_time"),
            models.Index(fields=["town", "by", "at", "id"], name="line_by_person"),
            models.Index(fields=["town", "action", "at", "id"], name="line_by_action"),
            models.Index(fields=["town", "register", "at", "id"], name="line_by_register"),
            models.Index(fields=["town", "village", "at", "id"], name="line_by_village"),
            models.Index(fields=["number", "at"], name="line_by_number"),
            models.Index(fields=["record", "at"], name="line_by_record"),
        ]


class Reached(models.Model):
    """How far something that follows the logs has come."""

    name = models.CharField(max_length=60, primary_key=True)
    last = models.BigIntegerField(default=0)


class LookSeal(models.Model):
    """One day of the look log, closed over its looks and over the sealed day before."""

    day = models.DateField(unique=True)
    count = models.BigIntegerField()
    looks_digest = models.CharField(max_length=64)
    """SM3 over every look of the day in the order of their ids."""
    previous = models.CharField(max_length=64, blank=True)
    """Digest of the seal before; empty for the first."""
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()


class Threshold(models.Model):
    """From which day a rule of doubt uses which threshold; the newest row that has begun counts."""

    town = models.CharField(max_length=9)
    rule = models.CharField(max_length=30)
    limit = models.CharField(max_length=30)
    value = models.IntegerField()
    since = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["town", "rule", "limit", "since"], name="threshold_by_day")]


class Doubt(models.Model):
    """What a rule found in one account's lines of one day; for the security of the data, never appraisal."""

    town = models.CharField(max_length=9)
    rule = models.CharField(max_length=30)
    day = models.DateField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=40)
    numbers = models.JSONField()
    """What the rule's sentence says, the thresholds among it."""
    lines = models.JSONField()
    """[[source, source id], …], the first thousand."""
    count = models.IntegerField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=OPEN)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "rule", "day", "by"], name="one_doubt_a_day")
        ]
        indexes: ClassVar = [models.Index(fields=["town", "state", "day"], name="doubt_by_state")]


class DoubtNote(models.Model):
    """What the audit administrator said on a doubt; only added to."""

    doubt = models.ForeignKey(Doubt, on_delete=models.PROTECT, related_name="notes")
    state = models.CharField(max_length=10)
    note = models.CharField(max_length=500)
    handed_to = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
