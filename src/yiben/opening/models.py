"""What of the opening can't be read off the data: that a register has nothing old to be brought in."""

from typing import ClassVar

from django.db import models

from yiben.township.models import Account


class NothingOld(models.Model):
    """A town says that a register begins empty: no earlier records are to be imported."""

    town = models.CharField(max_length=9)
    register = models.CharField(max_length=60)
    on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["town", "register"], name="nothing_old_once")
        ]
