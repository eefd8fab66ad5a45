"""Figures as pages show them: one thin layer over the engine, so that its shape is known in one place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from yiben.declare.load import catalog, unit_said
from yiben.declare.model import Figure, Register
from yiben.figures import engine
from yiben.figures.formula import nodes, plain, walk
from yiben.figures.formula.parse import parse
from yiben.kernel import clock
from yiben.kernel.periods import Period, month
from yiben.ledger.models import Version
from yiben.pages import kept
from yiben.pages.standing import PageRequest
from yiben.township import places, rights, uses
from yiben.ui import bars, numbers
from yiben.ui.months import short_month

ADDING = ("flow", "cumulative", "stock", "series", "distinct", "pair")
"""Types of which one record can be said to count so much."""
TOWN = 9
"""Digits of a town's code."""


@dataclass(frozen=True)
class Cell:
    """The value of one month or one place."""

    key: str
    title: str
    value: Any
    shown: str
    rows: int


@dataclass(frozen=True)
class Sum:
    """One figure's value, ready to be shown, with the address parts that open it again."""

    figure: Figure
    value: Any
    shown: str
    rows: int
    period: Period
    as_of: date | None
    place: str
    cells: tuple[Cell, ...] = ()
    pair: "Sum | None" = None
    kept: bool = True
    """Whether the town keeps the register that it is counted in."""

    @property
    def unit(self) -> str:
        return unit_said(self.figure.unit)

    @property
    def query(self) -> str:
        """What makes the address say the same period, day and place."""
        as_of = f"&as_of={self.as_of.isoformat()}" if self.as_of else ""
        return (
            f"from={self.period.start.isoformat()}&to={self.period.end.isoformat()}&place={self.place}{as_of}"
        )

    @property
    def sparks(self) -> list[bars.Spark]:
        return bars.sparks([c.value for c in self.cells])


def sums(
    ids: Iterable[str], place: str, period: Period, as_of: date | None, by: str | None = None
) -> dict[str, Sum]:
    """Each figure's value, keyed by its id; its partner of persons beside it where it has one."""
    wanted, known = list(dict.fromkeys(ids)), catalog().figures
    pairs = [known[i].pair for i in wanted if known[i].pair in known]
    ended = uses.ended(place[:9])
    found = {
        r.figure.id: _unless_ended(_sum(r, by), ended)
        for r in kept.evaluate(list(dict.fromkeys([*wanted, *pairs])), place, period, as_of, by)
    }
    return {i: _paired(found[i], found) for i in wanted if i in found}


def _paired(one: Sum, found: Mapping[str, Sum]) -> Sum:
    other = found.get(one.figure.pair)
    if other is None:
        return one
    return replace(one, pair=other)


def _unless_ended(one: Sum, ended: Mapping[str, date]) -> Sum:
    """A register that the town does not keep says so, where it would say 0 or nothing."""
    since = ended.get(one.figure.register)
    if since is None or (one.rows and one.period.start < since):
        return one
    cells = tuple(replace(c, value=None, shown=_("不用")) for c in one.cells)
    return replace(one, value=None, shown=_("不用"), cells=cells, kept=False)


def _sum(result: engine.Result, by: str | None) -> Sum:
    figure = result.figure
    cells = tuple(
        Cell(
            c.key,
            _cell_title(c, by),
            c.value,
            numbers.of_figure(figure, c.value),
            c.rows,
        )
        for c in result.cells
    )
    shown = numbers.of_figure(figure, result.value)
    return Sum(figure, result.value, shown, result.rows, result.period, result.as_of, result.place, cells)


def _cell_title(one: engine.Cell, by: str | None) -> str:
    if by == "month":
        return short_month(int(one.key[5:7]))
    # A place above the villages stands for its own rows: its title says so in the engine's words.
    return places.said(one.key) if by == "village" and len(one.key) > TOWN else one.title


def evaluated(request: PageRequest, ids: Iterable[str], by: str | None = None) -> dict[str, Sum]:
    """The figures that the account may see, at the request's place, period and day."""
    known = catalog().figures
    allowed = [i for i in ids if rights.may_read_figures(request.user, known[i].register, request.place)]
    return sums(allowed, request.place, request.period, request.as_of, by) if allowed else {}


@dataclass(frozen=True)
class Contribution:
    figure: Figure
    shown: str
    period: Period


def counted_in(request: PageRequest, register: Register, record: Version) -> list[Contribution]:
    """The register's figures that this record alone would make something of: in the period looked at where
    it happened in it, else in the month that it happened in, up to today."""
    if record.void or record.happened_on is None:
        return []
    happened = record.happened_on
    period = request.period
    if not period.contains(happened):
        whole, today = month(happened.year, happened.month), request.as_of or clock.today()
        # Days to come would make a thing late that is not late yet.
        period = Period(whole.start, max(happened, min(whole.end, today)))
    row = plain.Row(register.id, _values(register, record))
    made = []
    for figure in register.figures.values():
        if figure.type in ADDING:
            value = plain.evaluate_figure(figure, catalog(), [row], period, record.place)
            if value:
                made.append(Contribution(figure, numbers.of_figure(figure, Decimal(value)), period))
    return made


def _values(register: Register, record: Version) -> dict[str, Any]:
    # What a shape of work keeps beside the fields is no value that a figure could count.
    fields = {k: v for k, v in record.data.items() if k in register.fields}
    kept = {k: v["x"] if isinstance(v, Mapping) else v for k, v in fields.items()}
    return kept | {"state": record.state, register.happened: record.happened_on}


def rows(figure_id: str, place: str, period: Period, as_of: date | None) -> engine.Rows:
    """The records behind a figure, by the day they happened, and what each contributes."""
    return engine.rows(figure_id, place, period, as_of)


def adds_up(shown: Sum) -> bool:
    """Whether the months of the value may be added: its formula only counts or sums, looks at no period's
    edge, and the months together are the whole."""
    apart = (
        nodes.Distinct, nodes.Persons, nodes.Latest, nodes.Mean, nodes.Median, nodes.Share, nodes.Growth,
        nodes.Rank,
    )  # fmt: skip
    if any(isinstance(part, (*apart, nodes.Edge)) for part in walk.parts(parse(shown.figure.formula))):
        return False
    values = [Decimal(c.value) for c in shown.cells if c.value is not None]
    return shown.value is not None and round(sum(values, Decimal(0)), 9) == round(Decimal(shown.value), 9)


def agree(told: Sum, found: engine.Rows) -> bool:
    """Whether the rows, counted and added up by themselves, say the same as the value."""
    if told.rows != len(found.rows):
        return False
    if not told.kept:
        return True
    if told.value is None or found.value is None:
        return told.value is found.value
    return round(Decimal(told.value), 9) == round(Decimal(found.value), 9)
