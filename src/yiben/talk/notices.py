"""Notices inside the system: one line for one person, written in the transaction that causes it.

Whether it has been read is for its reader alone; the moment of reading is not kept.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from yiben.kernel import clock
from yiben.kernel.problems import refuse
from yiben.talk import outbox
from yiben.township.models import Account

MENTION, ASSIGNED, RETURNED, DUE = "mention", "assigned", "returned", "due"
PROPOSAL, DECIDED, FAULT, DOUBT = "proposal", "decided", "fault", "doubt"
COMPLAINT, ANSWERED = "complaint", "answered"

KINDS: Mapping[str, tuple[str | Promise, frozenset[str]]] = {
    MENTION: (lazy("有人在评论里提到我"), frozenset({"reads"})),
    ASSIGNED: (lazy("交给我或我岗位的记录"), frozenset({"reads"})),
    RETURNED: (lazy("退回给我的记录"), frozenset({"reads"})),
    DUE: (lazy("每个工作日一次的到期汇总"), frozenset({"reads"})),
    PROPOSAL: (lazy("等我确认的变更"), frozenset({"security"})),
    DECIDED: (lazy("我提出的变更有了结果"), frozenset({"system"})),
    FAULT: (lazy("后台任务或发送出错"), frozenset({"system"})),
    DOUBT: (lazy("新的审计疑点"), frozenset({"audit"})),
    COMPLAINT: (lazy("意见箱有新意见"), frozenset({"answers"})),
    ANSWERED: (lazy("我提的意见有了答复"), frozenset({"reads", "system", "security", "audit"})),
}
"""Each kind: how the settings call it, and whom it can reach."""
KEPT = timedelta(days=90)
"""Read notices are dropped after this."""


class Notice(models.Model):
    """Things of one kind for one person; what comes while it is unread is added to it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    town = models.CharField(max_length=9)
    key = models.CharField(max_length=80)
    """What is added up: a comment, a record, a register's day."""
    at = models.DateTimeField()
    count = models.IntegerField(default=1)
    record = models.CharField(max_length=32, blank=True, default="")
    """Empty where there are several."""
    register = models.CharField(max_length=40, blank=True, default="")
    by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    said = models.JSONField(default=dict)
    """Counts and names of jobs, as its kind needs them; never a person or a record's words."""
    read = models.BooleanField(default=False)

    class Meta:
        app_label = "talk"
        indexes: ClassVar = [models.Index(fields=["account", "read", "-at"], name="notice_by_account")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "kind", "key"], condition=Q(read=False), name="unread_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class Choice(models.Model):
    """What one person wants to be told of one kind; without a row: inside yes, outside no."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    inside = models.BooleanField(default=True)
    outside = models.BooleanField(default=False)

    class Meta:
        app_label = "talk"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "kind"], name="one_choice_a_kind")
        ]


@dataclass(frozen=True)
class Note:
    """What is told, before it is known to whom."""

    kind: str
    town: str
    key: str
    record: str = ""
    register: str = ""
    by: Account | None = None
    count: int = 1
    said: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None
    """When it came about; now, if nothing is said."""


def tell(people: Iterable[Account], note: Note, outside: bool = True) -> int:
    """A notice for each who wants one; returns how many. What is to leave the system is put in the outbox,
    unless it is for inside only."""
    told = 0
    with transaction.atomic():
        wanted = {p.pk: p for p in people if p.is_active}
        choices = {c.account_id: c for c in Choice.objects.filter(kind=note.kind, account__in=wanted)}
        for pk, person in wanted.items():
            choice = choices.get(pk)
            if choice is not None and not choice.inside:
                continue
            _put(person, note)
            told += 1
            if outside and choice is not None and choice.outside and person.email:
                outbox.queue(outbox.MAIL, note.town, person)
        if told and outside:
            outbox.queue(outbox.ROBOT, note.town)
    return told


def _put(person: Account, note: Note) -> None:
    unread = Notice.objects.filter(account=person, kind=note.kind, key=note.key, read=False)
    if note.kind == DUE:
        unread = Notice.objects.filter(account=person, kind=DUE, read=False)
    kept = unread.first()
    if kept is None:
        Notice.objects.create(
            account=person,
            kind=note.kind,
            town=note.town,
            key=note.key,
            at=note.at or clock.now(),
            count=note.count,
            record=note.record,
            register=note.register,
            by=note.by,
            said=dict(note.said),
        )
        return
    if note.kind == DUE:
        # Yesterday's summary that nobody opened says nothing today.
        unread.update(key=note.key, count=note.count, said=dict(note.said), at=note.at or clock.now())
        return
    same = kept.record == note.record
    unread.update(
        count=F("count") + (0 if same and note.record else note.count),
        record=note.record if same else "",
        by=note.by if kept.by_id == getattr(note.by, "pk", None) else None,
        said=dict(note.said),
        at=note.at or clock.now(),
    )


def settle(kind: str, key: str, people: Collection[Account] | None = None) -> None:
    """What was told is done or gone: nobody has to look at it any more."""
    found = Notice.objects.filter(kind=kind, key=key, read=False)
    if people is not None:
        found = found.filter(account__in=people)
    found.delete()


def mine(account: Account) -> QuerySet[Notice]:
    """Newest first."""
    return Notice.objects.filter(account=account).select_related("by").order_by("-at", "-id")


def unread(account: Account) -> int:
    """How many lines this person has not read."""
    return Notice.objects.filter(account=account, read=False).count()


def opened(number: int, account: Account) -> Notice:
    """The person's own notice, read from now on; Refused N007 if there is none."""
    found = Notice.objects.filter(pk=number, account=account).first()
    if found is None:
        raise refuse("N007")
    Notice.objects.filter(pk=found.pk).update(read=True)
    return found


def read_all(account: Account) -> int:
    return Notice.objects.filter(account=account, read=False).update(read=True)


def choose(account: Account, chosen: Mapping[str, tuple[bool, bool]]) -> None:
    """For each kind: whether to be told inside, and outside too (which needs inside)."""
    with transaction.atomic():
        for kind, (inside, outside) in chosen.items():
            if kind in KINDS:
                Choice.objects.update_or_create(
                    account=account, kind=kind, defaults={"inside": inside, "outside": inside and outside}
                )


def choices(account: Account) -> dict[str, tuple[bool, bool]]:
    kept = {c.kind: (c.inside, c.outside) for c in Choice.objects.filter(account=account)}
    return {kind: kept.get(kind, (True, False)) for kind in KINDS}


def forget_old(town: str) -> int:
    """Drop the town's read notices that are older than three months; returns how many."""
    gone, _ = Notice.objects.filter(town=town, read=True, at__lt=clock.now() - KEPT).delete()
    return gone
