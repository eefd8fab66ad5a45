"""Proposals and what was decided on them, passwords handed out, rules compared with local documents."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from yiben.ledger.models import ExactDecoder, NumberEncoder
from yiben.township.models import Account

CONFIRMED, REFUSED, WITHDRAWN, ALONE = "confirmed", "refused", "withdrawn", "alone"


class Change(models.Model):
    """What a system administrator proposed and a security administrator decided.

    A projection of the entries `administration.proposed` and `administration.confirmed` (refused,
    withdrawn, done) in the town's sealed chain; `proof.differences` holds the two together.
    """

    kind = models.CharField(max_length=40)
    """Id in `kinds.KINDS`."""
    town = models.CharField(max_length=9)
    about = models.JSONField(encoder=NumberEncoder, decoder=ExactDecoder)
    """What the kind's module reads: usernames, posts, places, days. Never a password."""
    said = models.JSONField(default=list, encoder=NumberEncoder, decoder=ExactDecoder)
    """What it changes, in words, when it was proposed or decided: [[what, before, after], …]."""
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="changes_proposed")
    proposed_at = models.DateTimeField()
    why = models.CharField(max_length=500)
    decided_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="changes_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=10, blank=True, default="")
    """Empty while open; confirmed, refused, withdrawn; alone for harmless acts that need no second person."""
    decided_why = models.CharField(max_length=500, blank=True, default="")
    due_on = models.DateField(null=True, blank=True)
    """The day from which a confirmed handover takes effect."""
    carried_at = models.DateTimeField(null=True, blank=True)
    """When it was carried out; later than `decided_at` only for what waits for a day."""
    proposed_entry = models.BigIntegerField()
    """Seq of the entry that tells of the proposal, and of the one that tells of the decision."""
    decided_entry = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["town", "verdict", "proposed_at"], name="change_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(verdict=CONFIRMED)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="two_people_to_a_change",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    @property
    def open(self) -> bool:
        return not self.verdict


class Issued(models.Model):
    """That a one-time password was handed out for an account; the password itself is kept nowhere."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="issued")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="issued")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["change", "account"], name="one_password_a_change")
        ]


class RuleCheck(models.Model):
    """That a rule of the catalog was compared with a document that holds in this town."""

    town = models.CharField(max_length=9)
    register = models.CharField(max_length=60)
    rule = models.CharField(max_length=120)
    """`rules.Line.id`: petitions.rules.order, petitions.fields.due_on."""
    said = models.CharField(max_length=500)
    """The rule as it stood then; where the catalog says something else now, it is to be checked again."""
    document = models.CharField(max_length=200)
    """Title and number of the local document."""
    agrees = models.BooleanField()
    note = models.CharField(max_length=500, blank=True, default="")
    on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["town", "register"], name="rule_check_by_register")]
