"""A score sheet: the items that hold for a kind of visit on a day, each with its most points."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yiben.declare.load import catalog
from yiben.ledger.models import Record


@dataclass(frozen=True)
class Item:
    title: str
    most: Decimal
    deducts: str = ""
    """What is deducted for what, in words."""

    @property
    def most_said(self) -> str:
        return plain(self.most)

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "most": self.most}


@dataclass(frozen=True)
class Sheet:
    kind: str
    since: str
    """ISO day on which the youngest of its items came into use."""
    items: tuple[Item, ...]

    @property
    def full(self) -> Decimal:
        return sum((item.most for item in self.items), Decimal(0))

    @property
    def said(self) -> str:
        """人居环境（2023-06-16起8项，满分100）."""
        return f"{self.kind}（{self.since}起{len(self.items)}项，满分{plain(self.full)}）"

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "since": self.since, "items": [item.as_json() for item in self.items]}

    @staticmethod
    def read(data: Mapping[str, Any]) -> "Sheet":
        items = tuple(Item(str(i["title"]), exact(i["most"])) for i in data["items"])
        return Sheet(str(data["kind"]), str(data["since"]), items)


def exact(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def plain(number: Decimal) -> str:
    """97.5, 100: no closing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def sheet_on(items_register: str, town: str, kind: str, day: date) -> Sheet | None:
    """The items of the kind that hold on the day: in use since, and not yet taken out of use."""
    register = catalog().registers.get(items_register)
    if register is None:
        return None
    found = Record.objects.filter(register=register.id, town=town, void=False, happened_on__lte=day)
    valid = [r.data for r in found.order_by("happened_on", "number") if _holds(r.data, kind, day)]
    if not valid:
        return None
    # `sorted` keeps the order of entry among items without a number of their own.
    ordered = sorted(valid, key=lambda d: int(d.get("order_no") or 999))
    items = tuple(Item(str(d["item"]), exact(d["most_points"]), str(d.get("deducts", ""))) for d in ordered)
    return Sheet(kind, max(str(d["valid_from"]) for d in valid), items)


def _holds(data: Mapping[str, Any], kind: str, day: date) -> bool:
    until = data.get("valid_until")
    return data.get("sheet_kind") == kind and (not until or date.fromisoformat(str(until)) > day)
