"""Drafts: what somebody typed into a form and has not handed in. For him alone, kept thirty days.

Each opened form writes its own draft, so that two windows never write over one another. Where the same draft
was opened in two of them, the one that comes second goes on in a draft of its own.

Identifiers are sealed like in the ledger, each draft under a data key of its own, which goes with the draft.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import QuerySet

from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.problems import refuse
from yiben.ledger import keys, vault
from yiben.ledger.ciphers import Unreadable
from yiben.ledger.gate import writing
from yiben.ledger.models import DataKey, Entry
from yiben.township import places
from yiben.township.models import Account

KEPT = timedelta(days=30)
MOST = 100
"""Drafts of one person."""
LONGEST = 200_000
"""Characters of one draft, all fields together."""


class Draft(models.Model):
    """The values of one form as they were typed last."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=120)
    """Which form: `new:petitions`, `correct:<record>`, `move:<record>:<move>`, `void:<record>`."""
    page = models.CharField(max_length=32)
    """The opened form that writes here; it is the client id of the act that the form becomes."""
    town = models.CharField(max_length=9)
    register = models.CharField(max_length=40)
    record = models.CharField(max_length=32, blank=True, default="")
    version = models.IntegerField(null=True, blank=True)
    """The record's version that the form was made from."""
    values = models.JSONField(default=dict)
    """Field id → what was typed; an identifier as {"k": data key, "c": ciphertext, "x": keyed index}."""
    why = models.TextField(blank=True, default="")
    revision = models.IntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "personal"
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "page"], name="one_draft_a_page")]
        indexes: ClassVar = [models.Index(fields=["account", "form"], name="draft_by_form")]


@dataclass(frozen=True)
class Typed:
    """What one form sends to be kept."""

    form: str
    page: str
    town: str
    register: Register
    values: Mapping[str, str]
    why: str = ""
    record: str = ""
    version: int | None = None


@dataclass(frozen=True)
class Kept:
    draft: Draft
    apart: bool = False
    """Whether another window had gone on with the draft, so that this one is kept beside it."""


def keep(account: Account, typed: Typed, number: int | None = None, revision: int = 0) -> Kept | None:
    """Keep what was typed: in draft `number` if it still stands at `revision`, else in a draft of its own.

    None where there is nothing to keep: nothing typed, or the form has been handed in already.
    Refused V009 too many drafts, V010 too much typed.
    """
    if sum(map(len, typed.values.values())) + len(typed.why) > LONGEST:
        raise refuse("V010", "draft", most=LONGEST // 10_000)
    ring = keys.ring()
    with writing():
        # A save that was on its way while the form was handed in comes too late.
        if Entry.objects.filter(client_id=typed.page).exists():
            return None
        mine = Draft.objects.filter(account=account)
        known = mine.filter(page=typed.page).first()
        opened = mine.filter(pk=number, form=typed.form).first() if number and known is None else None
        apart = number is not None and known is None and (opened is None or opened.revision != revision)
        draft = known or (None if apart else opened)
        if draft is None:
            if not typed.why.strip() and not any(v.strip() for v in typed.values.values()):
                return None
            if mine.count() >= MOST:
                raise refuse("V009", "draft", most=MOST)
            draft = Draft(account=account, page=typed.page, revision=0)
        _fill(ring, draft, typed)
        draft.save()
        return Kept(draft, apart)


def _fill(ring: keys.Ring, draft: Draft, typed: Typed) -> None:
    if draft.pk and draft.page != typed.page:
        # The draft goes on in another window, whose act will have another client id.
        _drop_keys([draft])
        draft.page = typed.page
    draft.form, draft.town, draft.register = typed.form, typed.town, typed.register.id
    draft.record, draft.version, draft.why = typed.record, typed.version, typed.why
    draft.values = _sealed(ring, draft.page, typed.register, typed.values)
    draft.revision += 1
    draft.saved_at = clock.now()


def _base(page: str) -> str:
    return f"d:{page}"


def _sealed(ring: keys.Ring, page: str, register: Register, values: Mapping[str, str]) -> dict[str, object]:
    shelf = vault.Shelf(ring)
    kept = {
        name: shelf.seal(_base(page), f"draft:{page}", field, value)
        if field.is_identifier and value.strip()
        else value
        for name, value in values.items()
        if (field := register.fields.get(name)) is not None
    }
    DataKey.objects.bulk_create(shelf.made)
    return dict(kept)


def values_of(draft: Draft) -> dict[str, str]:
    """What was typed, identifiers opened; one whose key is gone stays away."""
    ring, found = keys.ring(), {}
    for name, value in draft.values.items():
        if not isinstance(value, Mapping):
            found[name] = str(value)
            continue
        try:
            plain = vault.open_token(ring, f"draft:{draft.page}", name, value)
        except Unreadable:
            continue
        if plain is not None:
            found[name] = plain
    return found


def mine(account: Account, form: str = "") -> QuerySet[Draft]:
    """The person's drafts that are not yet thirty days old, newest first; of one form, if named."""
    found = Draft.objects.filter(account=account, saved_at__gt=clock.now() - KEPT)
    return (found.filter(form=form) if form else found).order_by("-saved_at", "-pk")


def one(account: Account, number: int, form: str = "") -> Draft:
    """One of them; Refused V008 for none such."""
    found = mine(account, form).filter(pk=number).first()
    if found is None:
        raise refuse("V008", "draft")
    return found


def discard(account: Account, number: int) -> None:
    """Drop one of the person's own drafts; Refused V008 for none such."""
    found = one(account, number)
    with writing():
        _drop([found])


def handed_in(account: Account, page: str, number: int | None = None) -> None:
    """The form became an act: its draft goes, and the one that it was opened from."""
    gone = Draft.objects.filter(account=account).filter(models.Q(page=page) | models.Q(pk=number))
    if gone.exists():
        with writing():
            _drop(gone)


def forget_old() -> int:
    """Delete the drafts older than thirty days; returns how many. A demo town's days are its own."""
    gone: list[Draft] = []
    for town in Draft.objects.order_by("town").values_list("town", flat=True).distinct():
        day = (places.demo_day(town) if settings.DEMO else None) or clock.today()
        before = datetime.combine(day, time.max, clock.SHANGHAI) - KEPT
        gone += Draft.objects.filter(town=town, saved_at__lt=before)
    if gone:
        with writing():
            _drop(gone)
    return len(gone)


def _drop(drafts: Iterable[Draft]) -> None:
    drafts = list(drafts)
    _drop_keys(drafts)
    Draft.objects.filter(pk__in=[d.pk for d in drafts]).delete()


def _drop_keys(drafts: Iterable[Draft]) -> None:
    DataKey.objects.filter(base__in=[_base(d.page) for d in drafts]).delete()
