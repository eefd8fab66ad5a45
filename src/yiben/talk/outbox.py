"""What is to leave the system: one waiting message for one person's mail, or for a town's robot.

A row is written in the transaction of the notice that causes it. What comes while it waits joins it,
because a message holds a count and a link only.
"""

import uuid
from contextlib import suppress
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from yiben.kernel import clock
from yiben.talk.robot import Robot
from yiben.township.models import Account

MAIL, ROBOT = "mail", "robot"
WAITING, SENT, DROPPED, FAILED = "waiting", "sent", "dropped", "failed"
GATHER = {MAIL: timedelta(minutes=15), ROBOT: timedelta(hours=1)}
"""A message waits this long for what else comes: nobody is to answer at once (DOMAIN 6.2)."""


class Delivery(models.Model):
    """One message, from when it is wanted to when it has left, was dropped, or was given up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    """Goes with the message, at every try the same, so that who gets it twice can tell."""
    channel = models.CharField(max_length=8)
    town = models.CharField(max_length=9)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    """Whose mail; none for the robot."""
    state = models.CharField(max_length=8, default=WAITING)
    due_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    taken_until = models.DateTimeField(null=True, blank=True)
    """While one worker is at it; after that another may try."""
    count = models.IntegerField(default=0)
    """How many things the message told of."""
    ended_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        app_label = "talk"
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="delivery_by_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(state="waiting", channel="mail"), name="one_waiting_mail"
            ),
            models.UniqueConstraint(
                fields=["town"], condition=Q(state="waiting", channel="robot"), name="one_waiting_robot"
            ),
        ]


def mail_is_on() -> bool:
    return bool(settings.MAIL_ON)


def queue(channel: str, town: str, account: Account | None = None) -> None:
    """Have a message sent, unless one waits already or the channel is not set up."""
    if channel == MAIL and not mail_is_on():
        return
    if channel == ROBOT and not Robot.objects.filter(town=town).exists():
        return
    waiting = Delivery.objects.filter(channel=channel, state=WAITING)
    waiting = waiting.filter(account=account) if account else waiting.filter(town=town)
    if not waiting.exists():
        due = clock.now() + GATHER[channel]
        # Another transaction may put the same one in at this moment; one is enough.
        with suppress(IntegrityError), transaction.atomic():
            Delivery.objects.create(channel=channel, town=town, account=account, due_at=due)
