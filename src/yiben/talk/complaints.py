"""The complaint box: what is burdensome, asked twice, wrong; answered, and said in the open what was changed.

国办函〔2026〕12号 asks for a complaint function (DOMAIN 6.2, 6.4). An anonymous one keeps no author at all:
its receipt is given out once, and only a digest of it is kept.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, problem, refuse
from yiben.ledger.ciphers import sm3
from yiben.talk import marks, notices, receivers
from yiben.talk.notices import Note
from yiben.township.models import Account
from yiben.township.rights import Denied

KINDS: Mapping[str, str | Promise] = {
    "burden": lazy("负担重"),
    "twice": lazy("重复填"),
    "wrong": lazy("有错"),
    "other": lazy("其他"),
}
OPEN, ANSWERED, CHANGED = "open", "answered", "changed"
STATES: Mapping[str, str | Promise] = {
    OPEN: lazy("待答复"),
    ANSWERED: lazy("已答复"),
    CHANGED: lazy("已改"),
}
LONGEST = 1000
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Of a receipt: none that is taken for another."""
RECEIPT = 10


class Complaint(models.Model):
    """One complaint about one page. No time of day is kept."""

    town = models.CharField(max_length=9)
    kind = models.CharField(max_length=10)
    page = models.CharField(max_length=200, blank=True, default="")
    """The page's address without what was asked there; empty where its writer wanted none."""
    area = models.CharField(max_length=60, blank=True, default="")
    """The part of the system that the page belongs to, for the public counts: register:petitions, figures."""
    said = models.TextField(max_length=LONGEST)
    by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    receipt = models.CharField(max_length=64, blank=True, default="", db_index=True)
    """SM3 of the code that an anonymous author was given."""
    on = models.DateField()
    state = models.CharField(max_length=10, default=OPEN)
    answered_on = models.DateField(null=True, blank=True)
    """The day of the first answer."""
    changed = models.CharField(max_length=200, blank=True, default="")
    """What was changed, in words that everybody in the town reads."""

    class Meta:
        app_label = "talk"
        indexes: ClassVar = [models.Index(fields=["town", "state", "on"], name="complaint_by_state")]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class Answer(models.Model):
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    said = models.TextField(max_length=LONGEST)
    state = models.CharField(max_length=10)

    class Meta:
        app_label = "talk"


@dataclass(frozen=True)
class About:
    """Which page is meant."""

    page: str = ""
    area: str = ""


def put_in(
    town: str, kind: str, said: str, about: About, by: Account, anonymous: bool = False
) -> tuple[Complaint, str]:
    """Keep a complaint and tell who answers; returns it with the receipt of an anonymous one, else "".

    Refused N010 (no such kind) and N011 (empty, too long), together. Numbers of persons are masked.
    """
    text = said.replace("\r\n", "\n").strip()
    problems = [] if kind in KINDS else [problem("N010", "kind", allowed="、".join(map(str, KINDS.values())))]
    problems += _text_problems(text, "said")
    if problems:
        raise Refused(problems)
    code = "".join(secrets.choice(LETTERS) for _ in range(RECEIPT)) if anonymous else ""
    with transaction.atomic():
        made = Complaint.objects.create(
            town=town,
            kind=kind,
            page=about.page[:200],
            area=about.area[:60],
            said=marks.hide(text),
            by=None if anonymous else by,
            receipt=_digest(code) if code else "",
            on=clock.today(),
        )
        # No notice and no message may tell at what time an anonymous one was written; and who answers is told
        # even of his own, or "not me" would be known.
        midnight = datetime.combine(made.on, time(), clock.SHANGHAI)
        note = Note(notices.COMPLAINT, town, str(made.pk), at=midnight)
        notices.tell(receivers.answerers(town), note, outside=not anonymous)
    return made, code


def answer(number: int, state: str, said: str, changed: str, by: Account) -> Complaint:
    """Answer, as who answers the town's box; `changed` says in the open what is different now.

    Denied for others; Refused N012 (no such complaint), N013 (no such state), N011 (no words), N014 (已改
    without saying what), N015 (back from 已改).
    """
    with transaction.atomic():
        found = Complaint.objects.select_for_update().filter(pk=number).first()
        if found is None:
            raise refuse("N012")
        if not receivers.may_answer(by, found.town):
            raise Denied("答复", "意见箱")
        text, public = said.replace("\r\n", "\n").strip(), changed.strip()
        problems = _text_problems(text, "said")
        if state not in (ANSWERED, CHANGED):
            problems.append(problem("N013", "state"))
        if state == CHANGED and not 0 < len(public) <= 200:
            problems.append(problem("N014", "changed"))
        if state == ANSWERED and found.state == CHANGED:
            problems.append(problem("N015", "state"))
        if problems:
            raise Refused(problems)
        Answer.objects.create(complaint=found, by=by, on=clock.today(), said=marks.hide(text), state=state)
        found.state = state
        found.answered_on = found.answered_on or clock.today()
        found.changed = marks.hide(public) if state == CHANGED else ""
        found.save(update_fields=["state", "answered_on", "changed"])
        notices.settle(notices.COMPLAINT, str(found.pk))
        if found.by is not None and found.by != by:
            notices.tell([found.by], Note(notices.ANSWERED, found.town, str(found.pk)))
    return found


def seen(number: int, account: Account) -> Complaint:
    """The complaint for its author or for who answers; Refused N012 alike for none and for another's."""
    found = Complaint.objects.filter(pk=number).select_related("by").first()
    if found is None or not (
        (found.by_id is not None and found.by_id == account.pk) or receivers.may_answer(account, found.town)
    ):
        raise refuse("N012")
    return found


def by_receipt(town: str, code: str) -> Complaint:
    """The anonymous complaint that this receipt was given for; Refused N016 for a wrong one."""
    typed = "".join(c for c in code.upper() if c in LETTERS)
    found = Complaint.objects.filter(town=town, receipt=_digest(typed)).first() if typed else None
    if found is None:
        raise refuse("N016", "receipt")
    return found


def mine(account: Account, town: str) -> QuerySet[Complaint]:
    return Complaint.objects.filter(by=account, town=town).order_by("-on", "-id")


def of_town(town: str, state: str = "") -> QuerySet[Complaint]:
    """For who answers: what waits first, the oldest of it first."""
    found = Complaint.objects.filter(town=town).select_related("by")
    if state:
        found = found.filter(state=state)
    waits = models.Case(models.When(state=OPEN, then=0), default=1)
    return found.order_by(waits, "on", "id")


def _text_problems(text: str, where: str) -> list[Problem]:
    if 0 < len(text) <= LONGEST and not any(ord(c) < 32 and c not in "\n\t" for c in text):
        return []
    return [problem("N011", where, length=len(text), most=LONGEST)]


def _digest(code: str) -> str:
    return sm3(b"yiben receipt", code.encode())
