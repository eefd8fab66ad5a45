"""Comments on a record: plain text, changed or withdrawn by who wrote it, and every wording kept."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db import models, transaction

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, problem, refuse
from yiben.ledger import reading
from yiben.ledger.models import Version
from yiben.talk import marks, mentions, notices
from yiben.township.models import Account

LONGEST = 1000


class Comment(models.Model):
    """One person's words beside a record, with numbers of persons masked. It is part of no entry."""

    record = models.CharField(max_length=32, db_index=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    day = models.DateField()
    said = models.TextField(max_length=LONGEST)
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "talk"

    def __str__(self) -> str:
        return f"{self.pk} {self.record}"


class Wording(models.Model):
    """What a comment said before it was changed."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="before")
    said = models.TextField(max_length=LONGEST)
    until = models.DateTimeField()

    class Meta:
        app_label = "talk"


class Mention(models.Model):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "talk"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "account"], name="mentioned_once")
        ]


@dataclass(frozen=True)
class _About:
    record: Version
    register: Register


def of_record(record: str, as_of: date | None = None) -> list[Comment]:
    """The record's comments, oldest first. The caller has the right to read the record."""
    found = Comment.objects.filter(record=record).select_related("by").prefetch_related("before")
    if as_of:
        found = found.filter(day__lte=as_of)
    return list(found.order_by("id"))


def say(record: str, said: str, by: Account, seen_masked: bool = False) -> Comment:
    """Put a comment beside the record; who is mentioned in it gets a notice in the same transaction.

    Raises Denied or Refused L001 for who may not read the record; Refused N001 (empty, too long), N002 to
    N004 (mentions), N005 while its writer has not yet seen that numbers in it will be masked.
    """
    about = _about(record, by)
    text, people = _checked(about, said, seen_masked)
    now = clock.now()
    with transaction.atomic():
        made = Comment.objects.create(record=record, by=by, at=now, day=clock.day_of(now), said=text)
        _mention(made, about, people)
    return made


def change(comment: int, said: str, by: Account, seen_masked: bool = False) -> Comment:
    """Other words in place of one's own; the earlier ones stay readable. Refused N006 for another's or a
    withdrawn comment, and what `say` refuses."""
    with transaction.atomic():
        found = _own(comment, by)
        about = _about(found.record, by)
        text, people = _checked(about, said, seen_masked)
        if text == found.said:
            return found
        Wording.objects.create(comment=found, said=found.said, until=clock.now())
        found.said, found.changed_at = text, clock.now()
        found.save(update_fields=["said", "changed_at"])
        kept = {p.pk for p in people}
        gone = [m.account for m in found.mentions.exclude(account__in=kept).select_related("account")]
        found.mentions.exclude(account__in=kept).delete()
        notices.settle(notices.MENTION, str(found.pk), gone)
        _mention(found, about, people)
    return found


def withdraw(comment: int, by: Account) -> Comment:
    """Take one's own words back: that they were there stays, what they said is shown no more."""
    with transaction.atomic():
        found = _own(comment, by)
        _about(found.record, by)
        found.withdrawn_at = clock.now()
        found.save(update_fields=["withdrawn_at"])
        notices.settle(notices.MENTION, str(found.pk))
    return found


def _about(record: str, by: Account) -> _About:
    found = reading.record(record, by)
    register = catalog().registers.get(found.register)
    if register is None:
        raise refuse("L001", record=record)
    return _About(found, register)


def _own(comment: int, by: Account) -> Comment:
    found = Comment.objects.select_for_update().filter(pk=comment).first()
    if found is None or found.by_id != by.pk or found.withdrawn_at is not None:
        raise refuse("N006")
    return found


def _checked(about: _About, said: str, seen_masked: bool) -> tuple[str, tuple[Account, ...]]:
    """The text as it will be kept and who is mentioned in it."""
    text = said.replace("\r\n", "\n").strip()
    problems: list[Problem] = []
    if not 0 < len(text) <= LONGEST or any(ord(c) < 32 and c not in "\n\t" for c in text):
        problems.append(problem("N001", "said", length=len(text), most=LONGEST))
    meant = mentions.meant(text, about.register, about.record.place)
    problems += meant.problems
    found = marks.find(text)
    if found and not seen_masked:
        problems.append(problem("N005", "said", shown="、".join(dict.fromkeys(f.shown for f in found))))
    if problems:
        raise Refused(problems)
    return marks.hide(text), meant.people


def _mention(comment: Comment, about: _About, people: tuple[Account, ...]) -> None:
    """Keep who is mentioned; who was not before is told, the writer himself never."""
    before = set(comment.mentions.values_list("account", flat=True))
    fresh = [p for p in people if p.pk not in before]
    Mention.objects.bulk_create([Mention(comment=comment, account=p) for p in fresh])
    note = notices.Note(
        notices.MENTION,
        about.record.town,
        key=str(comment.pk),
        record=comment.record,
        register=about.register.id,
        by=comment.by,
    )
    notices.tell([p for p in fresh if p.pk != comment.by_id], note)
