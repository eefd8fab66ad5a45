"""Sending what waits in the outbox; the worker calls `deliver_due` again and again."""

import smtplib
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, Sum

from yiben.kernel import clock
from yiben.ledger.ciphers import Unreadable
from yiben.talk import messages, notices, outbox, quiet, receivers, robot, webhook
from yiben.talk.notices import Choice, Notice
from yiben.talk.outbox import DROPPED, FAILED, MAIL, ROBOT, SENT, WAITING, Delivery
from yiben.talk.robot import Robot
from yiben.talk.webhook import NotSent
from yiben.township import rights
from yiben.township.models import Account

MOST_TRIES = 8
"""With the pauses below: about two working days."""
FIRST_PAUSE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=8)
LEASE = timedelta(minutes=2)
BATCH = 50
KEPT = timedelta(days=90)


def deliver_due() -> str:
    """Send what is due; what was done, in words. Two workers at once send nothing twice."""
    now = clock.now()
    if quiet.open_from(now) > now:
        return "免打扰时段，不发"
    done = {SENT: 0, DROPPED: 0, WAITING: 0, FAILED: 0}
    due = Delivery.objects.filter(state=WAITING, due_at__lte=now).order_by("due_at")[:BATCH]
    for pk in list(due.values_list("pk", flat=True)):
        taken = _take(pk)
        if taken is not None:
            done[_deliver(taken)] += 1
    Delivery.objects.exclude(state=WAITING).filter(ended_at__lt=now - KEPT).delete()
    return f"发出{done[SENT]}封，再试{done[WAITING]}封，放弃{done[FAILED]}封"


def _take(pk: UUID) -> Delivery | None:
    """The row for this worker alone for two minutes. Committed before anything is sent."""
    now = clock.now()
    free = Q(taken_until=None) | Q(taken_until__lt=now)
    found = Delivery.objects.filter(free, pk=pk, state=WAITING, due_at__lte=now)
    if not found.update(taken_until=now + LEASE, tries=F("tries") + 1):
        return None
    return Delivery.objects.select_related("account").get(pk=pk)


def _deliver(row: Delivery) -> str:
    """Send one; how it ended."""
    count = waiting_for(row)
    if not count or not _still_wanted(row):
        return _end(row, DROPPED, 0)
    try:
        if row.channel == MAIL:
            _mail(row, count)
        else:
            _robot(row, count)
    except NotSent as fault:
        return _again(row, fault)
    return _end(row, SENT, count)


def waiting_for(row: Delivery) -> int:
    """How many things wait for the person, or for all people of the town, now."""
    unread = Notice.objects.filter(read=False)
    if row.channel == MAIL:
        wanted = Choice.objects.filter(account=row.account, outside=True)
        unread = unread.filter(account=row.account, kind__in=wanted.values("kind"))
    else:
        unread = unread.filter(town=row.town, account__is_active=True)
    return int(unread.aggregate(n=Sum("count"))["n"] or 0)


def _still_wanted(row: Delivery) -> bool:
    """A mail only to who works here still; a robot only while the town has one."""
    if row.channel == ROBOT:
        return Robot.objects.filter(town=row.town).exists()
    to = row.account
    works = to is not None and (rights.grants(to) or rights.administers(to))
    return bool(works and to and to.email and outbox.mail_is_on())


def _mail(row: Delivery, count: int) -> None:
    assert isinstance(row.account, Account)
    subject, text = messages.for_person(count)
    site = urlsplit(settings.SITE).hostname or "localhost"
    head = {"Message-ID": f"<{row.pk}@{site}>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject, text, None, [row.account.email], headers=head).send()
    except smtplib.SMTPRecipientsRefused as fault:
        raise NotSent("对方邮箱不收", final=True) from fault
    except (smtplib.SMTPException, OSError) as fault:
        raise NotSent(f"邮件服务器：{type(fault).__name__}") from fault


def _robot(row: Delivery, count: int) -> None:
    kept = Robot.objects.get(town=row.town)
    try:
        address = robot.address_of(row.town, kept.sealed)
    except Unreadable as fault:
        raise NotSent("机器人地址读不出", final=True) from fault
    webhook.post(address, messages.for_group(count), str(row.pk))


def _again(row: Delivery, fault: NotSent) -> str:
    """Later, after a pause four times the last; or given up, and the system administrators told."""
    if fault.final or row.tries >= MOST_TRIES:
        return _end(row, FAILED, 0, str(fault))
    pause = min(FIRST_PAUSE * 4 ** (row.tries - 1), LONGEST_PAUSE)
    Delivery.objects.filter(pk=row.pk).update(
        due_at=clock.now() + pause, taken_until=None, fault=str(fault)[:200]
    )
    return WAITING


def _end(row: Delivery, state: str, count: int, fault: str = "") -> str:
    with transaction.atomic():
        Delivery.objects.filter(pk=row.pk).update(
            state=state, count=count, ended_at=clock.now(), taken_until=None, fault=fault[:200]
        )
        if state == SENT and waiting_for(row) > count:
            # Came while this one was on its way.
            outbox.queue(row.channel, row.town, row.account)
        if state == FAILED:
            _tell_given_up(row, fault)
    return state


def _tell_given_up(row: Delivery, fault: str) -> None:
    """Inside only: a notice of a robot that is broken must not wake the robot."""
    title = "机器人通知" if row.channel == ROBOT else "邮件通知"
    note = notices.Note(
        notices.FAULT, row.town, key=f"send:{row.channel}", said={"job": title, "fault": fault[:200]}
    )
    notices.tell(receivers.administrators("system", row.town), note, outside=False)
