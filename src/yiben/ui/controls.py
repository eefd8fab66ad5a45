"""Form controls made from a register's fields: what is typed, what is wrong with it, what it is for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yiben.declare.load import unit_said
from yiben.declare.model import Field
from yiben.kernel.language import ENGLISH, spoken
from yiben.kernel.problems import Problem
from yiben.kernel.values import NO, YES

Option = tuple[str, str]


_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


@dataclass(frozen=True)
class Control:
    id: str
    title: str
    kind: str
    """text, long, date, moment, number, select."""
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    unit: str = ""
    hint: str = ""
    """What it is for, always in sight."""
    help: tuple[tuple[str, str], ...] = ()
    """What is opened beside it: basis, example, when it is filled, how it may be written."""
    problems: tuple[Problem, ...] = ()

    @property
    def plain_date(self) -> bool:
        """Whether a browser's day picker can show the value; it would lose any other text."""
        if not self.value:
            return True
        try:
            return date.fromisoformat(self.value).isoformat() == self.value
        except ValueError:
            return False

    @property
    def plain_moment(self) -> bool:
        """The same for a day and time."""
        return not self.value or bool(_MOMENT.fullmatch(self.value))

    @property
    def stray(self) -> bool:
        """Whether a typed choice is none of the options; it is kept and shown all the same."""
        return bool(self.value) and all(self.value not in pair for pair in self.options)


KINDS = {
    "long_text": "long", "date": "date", "integer": "number", "number": "number", "money": "number",
    "choice": "select", "boolean": "select", "place": "select", "staff": "select", "moment": "moment",
}  # fmt: skip


def control(
    field: Field,
    value: str = "",
    problems: Iterable[Problem] = (),
    places: Sequence[Option] = (),
    required: bool | None = None,
    offered: Sequence[Option] = (),
) -> Control:
    """The control of one field; `places` are offered for a place field, `offered` where the town itself has
    what to choose from (its staff, its own list)."""
    return Control(
        id=field.id,
        title=field.title,
        kind=KINDS.get(field.type, "text"),
        value=value,
        options=tuple(offered) or _options(field, places),
        required=field.required if required is None else required,
        unit=unit_said(field.unit),
        hint=field.need,
        help=tuple((title, said) for title, said in _help(field) if said),
        problems=tuple(p for p in problems if p.where == field.id),
    )


def _options(field: Field, places: Sequence[Option]) -> tuple[Option, ...]:
    if field.type == "boolean":
        return ((YES[0], _("是")), (NO[0], _("否")))
    if field.type == "place":
        return tuple(places)
    return tuple((o, field.option_said(o)) for o in field.options)


def _help(field: Field) -> Iterator[tuple[str, str]]:
    yield _("依据"), field.basis
    yield _("例如"), field.example
    yield _("何时填"), field.often if field.often != Field.often else ""
    yield _("写法"), _written(field)
    if field.is_identifier:
        yield _("谁能看"), _("入账即加密，页面上只露首尾几位；看全号须填事由，每次留痕。")


def _written(field: Field) -> str:
    """How a value may be typed, and its limits."""
    if field.type in ("number", "money"):
        return _join(_("1200、1,200.50 或 1.2万"), _limits(field))
    if field.type == "integer":
        return _join(_("整数"), _limits(field))
    if field.type == "long_text":
        return _("最多%(n)s字，可分段") % {"n": field.max_length}
    return ""


def _limits(field: Field) -> str:
    low, high = (None if n is None else _with_unit(n, field.unit) for n in (field.minimum, field.maximum))
    if low and high:
        return _("%(low)s到%(high)s") % {"low": low, "high": high}
    if low:
        return _("不小于%(low)s") % {"low": low}
    return _("不大于%(high)s") % {"high": high} if high else ""


def _with_unit(number: float, unit: str) -> str:
    space = " " if spoken() == ENGLISH and unit else ""
    return f"{number:g}{space}{unit_said(unit)}"


def _join(*parts: str) -> str:
    return _("；").join(p for p in parts if p)


def unplaced(problems: Iterable[Problem], controls: Iterable[Control]) -> list[Problem]:
    """The problems that no control shows, for the head of the form."""
    shown = {c.id for c in controls}
    return [p for p in problems if p.where not in shown]


def typed(data: Mapping[str, Any], fields: Iterable[Field]) -> dict[str, str]:
    """What the form sent for these fields, as typed."""
    return {f.id: str(data.get(f.id, "")) for f in fields if f.id in data}
