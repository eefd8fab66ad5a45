"""The index: what of each record can be found, and by whom. A projection; the ledger alone is kept."""

from typing import ClassVar

from django.db import models


class Document(models.Model):
    """One record in the index, with what its hits are filtered, counted and sorted by."""

    record = models.CharField(max_length=32, unique=True)
    register = models.CharField(max_length=60)
    place = models.CharField(max_length=15)
    day = models.DateField(null=True)
    void = models.BooleanField(default=False)


class Source(models.Model):
    """The lines that a document's terms were made of, so that they can be taken out again."""

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.CASCADE)
    lines = models.TextField()


class Reached(models.Model):
    """How far the index goes: the last entry in it, and the recipe that it was made by."""

    name = models.CharField(max_length=20, primary_key=True)
    seq = models.BigIntegerField()
    recipe = models.CharField(max_length=64)


class Link(models.Model):
    """Two records that belong together, and why. Made of the entries records.linked and records.unlinked."""

    one = models.CharField(max_length=32)
    other = models.CharField(max_length=32, db_index=True)
    why = models.CharField(max_length=500, blank=True, default="")
    by_name = models.CharField(max_length=40)
    seq = models.BigIntegerField(primary_key=True)
    """The entry that made it."""
    since = models.DateField()
    until = models.DateField(null=True)
    """The day from which it no longer holds."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["one", "other"])]
