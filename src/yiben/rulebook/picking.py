"""Of several that could hold, the one that does: nearest place, then best case, then the latest."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from yiben.declare.limit_rules import Ground


class Dated(Protocol):
    @property
    def ground(self) -> Ground: ...

    @property
    def case(self) -> tuple[str, str]: ...


V = TypeVar("V", bound=Dated)


def best(variants: Sequence[V], town: str, on: date, kind: str = "", urgency: str = "") -> V | None:
    """The variant that holds in the town on the day for such a case; None where none does.

    Urgency weighs more than kind: an urgent order stays urgent, however hard it is.
    """
    fitting = [
        v
        for v in variants
        if town.startswith(v.ground.place) and v.ground.holds(on) and v.case[0] in ("", kind)
        and v.case[1] in ("", urgency)
    ]  # fmt: skip
    return max(fitting, key=_weight, default=None)


def _weight(variant: Dated) -> tuple[int, bool, bool, date]:
    kind, urgency = variant.case
    ground = variant.ground
    return (len(ground.place), bool(urgency), bool(kind), ground.valid_from or date.min)


def dates_said(variants: Sequence[Dated], town: str) -> str:
    """Since and until when the rule is known there: 2022-05-01起; 无 where it is known nowhere near."""
    said = []
    for one in variants:
        ground = one.ground
        if town.startswith(ground.place):
            first = f"{ground.valid_from}起" if ground.valid_from else ""
            last = f"至{ground.valid_until}" if ground.valid_until else ""
            said.append(first + last or "一直有效")
    return "、".join(dict.fromkeys(said)) or "无"
