"""What one opened last: records, lists, figures. For the person alone; nobody else's page reads it.

No time is kept, only the order, so that it can't become a record of somebody's day (DOMAIN 0, 6).
"""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from yiben.township.models import Account

KEPT = 20


class Recent(models.Model):
    """One thing opened by one person."""

    RECORD, REGISTER, FIGURE = "record", "register", "figure"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    target = models.CharField(max_length=120)
    """Id of the record, register or figure."""
    turn = models.BigIntegerField()
    """Rises with each opening of this person."""

    class Meta:
        app_label = "personal"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "kind", "target"], name="one_recent_a_thing")
        ]
        indexes: ClassVar = [models.Index(fields=["account", "turn"], name="recent_by_turn")]


def opened(account: Account, kind: str, target: str) -> None:
    """Put this first; what was opened longest ago drops out after twenty."""
    mine = Recent.objects.filter(account=account)
    last = mine.order_by("-turn").first()
    if last is not None and (last.kind, last.target) == (kind, target):
        return
    turn = (last.turn if last else 0) + 1
    Recent.objects.update_or_create(account=account, kind=kind, target=target, defaults={"turn": turn})
    beyond = list(mine.order_by("-turn").values_list("pk", flat=True)[KEPT:])
    if beyond:
        Recent.objects.filter(pk__in=beyond).delete()


def latest(account: Account) -> list[Recent]:
    """Newest first."""
    return list(Recent.objects.filter(account=account).order_by("-turn")[:KEPT])


def forget(account: Account, gone: Iterable[Recent] | None = None) -> None:
    """Drop some of them, or all."""
    mine = Recent.objects.filter(account=account)
    if gone is not None:
        mine = mine.filter(pk__in=[r.pk for r in gone])
    mine.delete()
