"""Figures of a place and a period, and the records behind them.

Who may see them is not asked here: the caller checks the rights (DESIGN, idea 8).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from yiben.declare.load import catalog
from yiben.declare.model import Catalog, Figure, Register
from yiben.figures import classes, live, whereabouts
from yiben.figures.behind import contributions, read_behind
from yiben.figures.formula.arithmetic import place_in
from yiben.figures.fused import Behind, Counted, Key, count
from yiben.figures.plan import Leaf, Plan, compute, leaves, plan, ranked
from yiben.figures.results import Cell, Result, Row, Rows, Value
from yiben.figures.span import Ask, Shape
from yiben.kernel.periods import Period
from yiben.kernel.places import PlaceCode
from yiben.kernel.problems import Refused, refuse
from yiben.kernel.units import unit

__all__ = ["Cell", "Result", "Row", "Rows", "evaluate", "rows"]

WAYS = ("village", "month", "office", "class")
MOST_MONTHS = 240
VILLAGE = 12
WHOLE: Key = ("", -1, "", "")


def evaluate(
    ids: Iterable[str], place: str, period: Period, as_of: date | None = None, by: str | None = None
) -> list[Result]:
    """The figures of a place and period, in the order asked: values in base units, numbers of rows, cells.

    `as_of` counts what was recorded up to the end of that day; without it, what is known now. `by` is
    village, month, office or class. Refused F006 (no such figure), F012 (no such `by`), F016 (too many
    months), F017 (no class to cut by), K023 (no such place).
    """
    known = catalog()
    wanted = [_figure(name, known) for name in ids]
    if by is not None and by not in WAYS:
        raise refuse("F012", by=by)
    if by == "month" and len(period.months()) > MOST_MONTHS:
        raise refuse("F016", most=MOST_MONTHS, found=len(period.months()))
    plans = {f.id: plan(f, known) for f in wanted}
    if by == "class":
        classes.require(plans, known)
    asking = _Asking(known, str(PlaceCode(place)), period, as_of, plans)
    whole, cells = live.ask(asking.registers(), lambda book: asking.answer(book, by))
    return [
        Result(f, place, period, as_of, base_unit(f), *whole[f.id][WHOLE], cells=cells.get(f.id, ()))
        for f in wanted
    ]


def rows(figure: str, place: str, period: Period, as_of: date | None = None) -> Rows:
    """The records behind a figure, each once, with what it adds; as many as the figure's `rows`."""
    known = catalog()
    wanted = _figure(figure, known)
    bound = plan(wanted, known)
    asking = _Asking(known, str(PlaceCode(place)), period, as_of, {figure: bound})
    ask = asking.ask(place, Shape())

    def work(book: live.Book) -> Rows:
        found = read_behind(book, ask, bound, known.registers)
        total, listed = contributions(bound, found, known.registers)
        if ranked(bound) is not None:
            total = asking.answer(book, None)[0][figure][WHOLE][0]
        return Rows(wanted, place, period, as_of, total, listed)

    return live.ask(asking.registers(), work)


def of_class(ids: Iterable[str]) -> list[str]:
    """Those of the figures that can be cut by class."""
    known = catalog()
    wanted = [_figure(name, known) for name in ids]
    return [f.id for f in wanted if classes.may_cut(plan(f, known), known.registers[f.register])]


def base_unit(figure: Figure) -> str:
    """The unit that the value is in; a unit that is not listed is its own."""
    try:
        return unit(figure.unit).base
    except Refused:
        return figure.unit


def _figure(name: str, known: Catalog) -> Figure:
    found = known.figures.get(name)
    if found is None:
        raise refuse("F006", figure=name)
    return found


class _Asking:
    """One call: its figures, bound, and everything that is the same for them."""

    def __init__(
        self, known: Catalog, place: str, period: Period, as_of: date | None, plans: Mapping[str, Plan]
    ) -> None:
        self.catalog, self.place, self.period, self.as_of, self.plans = known, place, period, as_of, plans
        self.leaves = list(dict.fromkeys(leaf for bound in plans.values() for leaf in leaves(bound)))
        self.behind = {name: _behind(bound) for name, bound in plans.items()}

    def registers(self) -> list[Register]:
        return [self.catalog.registers[name] for name in sorted({leaf.register for leaf in self.leaves})]

    def ask(self, place: str, shape: Shape) -> Ask:
        cells = tuple(self.period.months()) if shape.month else ()
        ends = [cell.end for cell in cells] or [self.period.end]
        merges = whereabouts.merges(place, ends)
        shifts = 1 + max((leaf.shift for leaf in self.leaves), default=0)
        shape = replace(shape, merged=bool(merges), shifts=shifts if shape.month else 1)
        return Ask(place, self.period, self.as_of, shape, cells, shifts, merges)

    def answer(
        self, book: live.Book, by: str | None
    ) -> tuple[dict[str, dict[Key, tuple[Value, int]]], dict[str, tuple[Cell, ...]]]:
        whole = self._values(book, None)
        if by is None:
            return whole, {}
        parts = self._values(book, by)
        return whole, {
            name: tuple(
                Cell(shown, title, *own[key]) for key, shown, title in self._heads(by, name, list(own))
            )
            for name, own in parts.items()
        }

    def _values(self, book: live.Book, by: str | None) -> dict[str, dict[Key, tuple[Value, int]]]:
        shape = Shape(VILLAGE if by == "village" else 0, by == "month", by == "office", by == "class")
        all_behind = [one for some in self.behind.values() for one in some]
        counted = count(book, self.ask(self.place, shape), self.leaves, all_behind, self.catalog.registers)
        common = [] if by == "class" else self._keys(by, counted)
        found = {}
        for name, bound in self.plans.items():
            keys = self._class_keys(name, counted) if by == "class" else common
            ranks = self._ranks(book, by, bound, keys) if ranked(bound) is not None else None
            found[name] = {
                key: (
                    ranks[key] if ranks is not None else self._compute(bound, counted, key),
                    sum(counted.rows[one].get(key, 0) for one in self.behind[name]),
                )
                for key in keys
            }
        return found

    def _compute(self, bound: Plan, counted: Counted, key: Key) -> Value:
        registers = self.catalog.registers
        return compute(
            bound, {leaf: counted.value(leaf, key, registers[leaf.register]) for leaf in leaves(bound)}
        )

    def _keys(self, by: str | None, counted: Counted) -> list[Key]:
        """Every village and month, even with nothing; offices that have something."""
        if by is None:
            return [WHOLE]
        if by == "month":
            return [("", number, "", "") for number in range(len(self.period.months()))]
        met = {key for found in counted.rows.values() for key, rows in found.items() if rows}
        if by == "village":
            met |= {(code, -1, "", "") for code in whereabouts.listed(self.place, VILLAGE, self.period.end)}
        return sorted(met)

    def _class_keys(self, figure: str, counted: Counted) -> list[Key]:
        """Every option of the figure's register, even with nothing; last what is of none, if there is any."""
        met = {key[3] for one in self.behind[figure] for key, rows in counted.rows[one].items() if rows}
        own = self.catalog.registers[self.catalog.figures[figure].register]
        return [("", -1, "", name) for name in classes.listed(own, met, self.place)]

    def _heads(self, by: str, figure: str, keys: list[Key]) -> list[tuple[Key, str, str]]:
        if by == "class":
            own = self.catalog.registers[self.catalog.figures[figure].register]
            return [(key, key[3], classes.title(own, key[3])) for key in keys]
        if by == "month":
            months = self.period.months()
            return [(key, f"{months[key[1]].start:%Y-%m}", months[key[1]].title()) for key in keys]
        if by == "village":
            titles = whereabouts.titles([key[0] for key in keys], VILLAGE)
            return [(key, key[0], titles[key[0]]) for key in keys]
        offices = self.catalog.offices
        return [(key, key[2], offices[key[2]].title if key[2] in offices else key[2]) for key in keys]

    def _ranks(self, book: live.Book, by: str | None, bound: Plan, keys: list[Key]) -> dict[Key, Value]:
        """The rank of each key's place among the places beside it."""
        inner = list(dict.fromkeys(leaves(bound)))
        digits = VILLAGE if by == "village" else len(self.place)
        above = self.place[:9] if by == "village" and len(self.place) > 9 else self.place
        around = above if by == "village" and len(self.place) <= 9 else PlaceCode(self.place).parent
        shape = Shape(digits, by == "month", by == "office", by == "class")
        counted = count(book, self.ask(around, shape), inner, [], self.catalog.registers)
        on = self.period.end
        beside = {code: 0 for code in whereabouts.listed(around, digits, on)}
        found: dict[Key, Value] = {}
        for key in keys:
            own = key[0] or self.place
            parent = _parent(own)
            others = [code for code in beside if code != own and _parent(code) == parent]
            values = [self._compute(bound, counted, (code, *key[1:])) for code in others]
            mine = self._compute(bound, counted, (own, *key[1:])) if len(own) == digits else None
            found[key] = place_in(mine, values)
        return found


def _parent(code: str) -> str:
    return str(PlaceCode(code).parent)


def _behind(bound: Plan) -> list[Behind]:
    """The leaves of a figure, register by register."""
    by_register: dict[str, set[Leaf]] = {}
    for leaf in leaves(bound):
        by_register.setdefault(leaf.register, set()).add(leaf)
    return [frozenset(some) for some in by_register.values()]
