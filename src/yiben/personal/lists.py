"""How one person likes a list: views saved under a name, the columns chosen, the view it opens with.

A view holds what an address asks (filters, order) and columns, never rows. It may name a field that the
catalog has since dropped; who opens it leaves that part out and says so. What would put a citizen number
or a phone number into the open is not kept.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q, QuerySet

from yiben.declare.model import Register
from yiben.kernel.problems import refuse
from yiben.township.models import Account, Office
from yiben.township.people import posts_of

LONGEST_NAME = 30
MOST = 50
"""Views of one person in one register."""
NOT_KEPT = ("view", "page", "size", "as_of", "town", "from", "to", "csrfmiddlewaretoken", "do", "name")
"""Parts of an address that are no part of a view."""
ENDINGS = ("_from", "_to", "_is", "_has")
Asked = dict[str, list[str]]


class SavedView(models.Model):
    """A question to one register's list, under a name."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    register = models.CharField(max_length=40)
    name = models.CharField(max_length=LONGEST_NAME)
    asked = models.JSONField(default=dict)
    """Parameter of the address → its values, the order under `sort`."""
    columns = models.JSONField(default=list)
    """Field ids in their order; empty for the columns usual for who opens it."""
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The office that it is shared with; none for the person alone."""

    class Meta:
        app_label = "personal"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "register", "name"], name="one_view_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class ListSetup(models.Model):
    """One person's columns in one register's list, and the view that it opens with."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    register = models.CharField(max_length=40)
    columns = models.JSONField(default=list)
    opens_with = models.ForeignKey(
        SavedView, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "personal"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "register"], name="one_setup_a_list")
        ]


def offices_of(account: Account) -> list[Office]:
    """The offices of the posts that the account holds today."""
    found = [post.office for post in posts_of(account) if post.office is not None]
    return list(dict.fromkeys(found))


def views(account: Account, register: str) -> QuerySet[SavedView]:
    """The person's own views and those shared with his offices, own ones first, by name."""
    seen = Q(account=account) | Q(office__in=[o.pk for o in offices_of(account)])
    return (
        SavedView.objects.filter(seen, register=register)
        .select_related("account", "office")
        .annotate(own=models.Case(models.When(account=account, then=0), default=1))
        .order_by("own", "name", "pk")
    )


def view(account: Account, register: str, number: int) -> SavedView:
    """One of them; Refused V003 for none such."""
    found = views(account, register).filter(pk=number).first()
    if found is None:
        raise refuse("V003", "view")
    return found


def kept_of(register: Register, asked: Mapping[str, Sequence[str]]) -> tuple[Asked, list[str]]:
    """What a view keeps of an address, and the titles of what it must not keep: values of identifiers."""
    kept: Asked = {}
    left_out: list[str] = []
    for name, values in asked.items():
        field = register.fields.get(name)
        if name in NOT_KEPT or not any(values):
            # An open end of the list's own day is said on purpose: else the period would stand there.
            if name.removesuffix("_from") == register.happened and name.endswith("_from"):
                kept[name] = [""]
        elif field is not None and field.is_identifier:
            left_out.append(field.title)
        else:
            kept[name] = [v for v in values if v]
    return kept, left_out


def lost(register: Register, saved: SavedView) -> list[str]:
    """What the view names that the register no longer has."""
    known = {"state", "place", "sort", "void", *register.fields}
    asked: Mapping[str, list[str]] = saved.asked
    gone = [name for name in map(_field_of, asked) if name not in known]
    order = "".join(asked.get("sort", [])).removeprefix("-")
    typed = ("", "number", "state", "place", "happened_on", "due_on", "closed_on")
    if order not in (*typed, *register.fields):
        gone.append(order)
    gone += [s for part in asked.get("state", []) for s in part.split(",")
             if s not in register.states and s not in ("late", "soon")]  # fmt: skip
    gone += [c for c in saved.columns if c not in register.fields]
    return list(dict.fromkeys(gone))


def _field_of(parameter: str) -> str:
    for ending in ENDINGS:
        if parameter.endswith(ending):
            return parameter.removesuffix(ending)
    return parameter


def save(
    account: Account,
    register: Register,
    name: str,
    asked: Mapping[str, Sequence[str]],
    columns: Sequence[str],
    shared: bool = False,
) -> tuple[SavedView, list[str]]:
    """Keep a new view; gives it and the titles of what was left out. Refused V001 name, V002 name taken,
    V004 no office to share with, V006 too many."""
    kept, left_out = kept_of(register, asked)
    with transaction.atomic():
        if SavedView.objects.filter(account=account, register=register.id).count() >= MOST:
            raise refuse("V006", "name", most=MOST)
        made = SavedView(account=account, register=register.id, asked=kept, columns=list(columns))
        made.name = _name(account, register.id, name)
        made.office = _office(account) if shared else None
        made.save()
    return made, left_out


def change(
    saved: SavedView,
    register: Register,
    *,
    name: str | None = None,
    shared: bool | None = None,
    asked: Mapping[str, Sequence[str]] | None = None,
    columns: Sequence[str] | None = None,
) -> list[str]:
    """Give an own view another name, audience, question or columns; gives the titles of what was left out."""
    left_out: list[str] = []
    with transaction.atomic():
        if name is not None:
            saved.name = _name(saved.account, saved.register, name, saved.pk)
        if shared is not None:
            saved.office = (saved.office or _office(saved.account)) if shared else None
        if asked is not None:
            saved.asked, left_out = kept_of(register, asked)
        if columns is not None:
            saved.columns = list(columns)
        saved.save()
    return left_out


def own(account: Account, register: str, number: int) -> SavedView:
    """One of the person's own views; Refused V003 for none, V005 for a colleague's."""
    found = view(account, register, number)
    if found.account_id != account.pk:
        raise refuse("V005", "view", owner=found.account.name)
    return found


def _name(account: Account, register: str, name: str, but: int = 0) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise refuse("V001", "name", most=LONGEST_NAME)
    if SavedView.objects.filter(account=account, register=register, name=plain).exclude(pk=but).exists():
        raise refuse("V002", "name", name=plain)
    return plain


def _office(account: Account) -> Office:
    found = offices_of(account)
    if not found:
        raise refuse("V004", "shared")
    return found[0]


def setup(account: Account, register: str) -> ListSetup:
    """The person's set-up of the list; a fresh one, not yet saved, where there is none."""
    found = ListSetup.objects.filter(account=account, register=register).select_related("opens_with").first()
    return found or ListSetup(account=account, register=register, columns=[])


def choose_columns(account: Account, register: str, columns: Sequence[str]) -> None:
    """Keep the columns in this order; none for the usual ones."""
    ListSetup.objects.update_or_create(
        account=account, register=register, defaults={"columns": list(columns)}
    )


def open_with(account: Account, register: str, saved: SavedView | None) -> None:
    """Let the list open with this view, or with none."""
    ListSetup.objects.update_or_create(account=account, register=register, defaults={"opens_with": saved})


def opening_view(account: Account, register: str) -> SavedView | None:
    """The view that the list opens with, as long as the person may still see it."""
    chosen = setup(account, register).opens_with
    if chosen is None:
        return None
    return chosen if views(account, register).filter(pk=chosen.pk).exists() else None
