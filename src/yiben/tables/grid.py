"""A block checked against a register as the ledger would check it, without writing: faults at their cells.

A row is new, or corrects the record whose 编号 it names; then empty and masked cells mean unchanged.
A fault keeps a row out; a doubt (the same thing twice, or already in the ledger) asks for a decision.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from yiben.capabilities.cases import upstream
from yiben.declare.model import SECRECY, Field, Register
from yiben.figures.data_doubts import judging
from yiben.kernel.problems import Problem, problem
from yiben.ledger import validation, vault
from yiben.ledger.models import Entry, Record
from yiben.ledger.reading import listing
from yiben.tables import cells
from yiben.tables.block import read_block
from yiben.tables.heading import NUMBER, STATE, Heading, read_heading
from yiben.township import places, rights
from yiben.township.models import Account

AT_ONCE = 5000
"""Values in one query."""


@dataclass
class Row:
    """One row of data as pasted, and what has been found out about it."""

    typed: list[str]
    client_id: str = ""
    values: dict[str, str] = field(default_factory=dict)
    """Field id → what would be typed into the form; empty cells are left out."""
    kept: dict[str, Any] = field(default_factory=dict)
    """Field id → the value read."""
    state: str = ""
    record: Record | None = None
    """The record that the row corrects."""
    problems: list[Problem] = field(default_factory=list)
    """`where` is a field id, `number` or `state`."""
    doubts: list[Problem] = field(default_factory=list)
    done: bool = False
    """The row has been posted before, under the same client id."""
    same: bool = False
    """The record already says all this."""

    @property
    def clean(self) -> bool:
        return not (self.problems or self.doubts or self.done or self.same)


@dataclass
class Grid:
    register: Register
    heading: Heading
    rows: list[Row]
    problems: list[Problem]
    """What is wrong with the block as a whole; then no row can be posted."""

    def fields(self) -> list[Field | None]:
        return [self.register.fields.get(meaning) for meaning in self.heading.columns]

    @property
    def faulty(self) -> list[Row]:
        return [r for r in self.rows if r.problems]

    @property
    def doubtful(self) -> list[Row]:
        return [r for r in self.rows if r.doubts and not r.problems]

    def to_post(self, doubts: bool = False) -> list[Row]:
        """The rows that posting would write; with `doubts` the doubtful ones too."""
        if self.problems:
            return []
        return [r for r in self.rows if r.clean or (doubts and r.doubts and not r.problems)]

    @property
    def corrections(self) -> list[Row]:
        return [r for r in self.rows if r.record is not None and not r.same]


def check(
    register: Register,
    text: str,
    by: Account,
    town: str,
    *,
    paste: str = "",
    said: Mapping[int, str] | None = None,
    line: int | None = None,
    fill: Iterable[int] = (),
) -> Grid:
    """The block read and checked.

    `paste` is the sender's own id of this paste, from which each row gets a client id; `said` decides what
    columns mean, `line` which row is the heading (-1 for none); in the columns of `fill` an empty cell takes
    what stands above it, as merged cells are copied. Refused G001–G003 where there is no block to read.
    """
    raw = read_block(text)
    heading = read_heading(raw, register, said, line)
    grid = Grid(register, heading, _rows(raw[heading.first :], heading, fill), list(heading.problems))
    if grid.problems:
        return grid
    _name(grid, paste)
    _read(grid, town)
    _find_records(grid, by, town)
    _validate(grid, by, town)
    _doubt(grid, by, town)
    return grid


def _rows(raw: Sequence[Sequence[str]], heading: Heading, fill: Iterable[int]) -> list[Row]:
    filled, above = set(fill), dict[int, str]()
    rows = []
    for line in raw:
        if not any(cell.strip() for cell in line) or _is_heading(line, heading):
            continue
        typed = list(line)
        for column in filled:
            if column < len(typed):
                typed[column] = typed[column] if typed[column].strip() else above.get(column, "")
                above[column] = typed[column]
        rows.append(Row(typed))
    return rows


def _is_heading(line: Sequence[str], heading: Heading) -> bool:
    """A heading that a long table repeats on every sheet."""
    return heading.found and tuple(cell.strip() for cell in line) == heading.titles


def _name(grid: Grid, paste: str) -> None:
    """A client id for each row from its own content, so that sending it again changes nothing."""
    seen: dict[str, int] = {}
    for row in grid.rows:
        marks = "\x1f".join(
            f"{meaning}\x1e{cell.strip()}"
            for meaning, cell in sorted(zip(grid.heading.columns, row.typed, strict=True))
            if meaning and cell.strip()
        )
        digest = sha256(f"{grid.register.id}\x1f{marks}".encode()).hexdigest()[:20]
        seen[digest] = seen.get(digest, 0) + 1
        row.client_id = f"{paste[:32]}-{digest}-{seen[digest]}" if paste else ""
    known = {r.client_id: r for r in grid.rows if r.client_id}
    for part in _parts(list(known)):
        for sent in Entry.objects.filter(client_id__in=part).values_list("client_id", flat=True):
            known[sent].done = True


def _read(grid: Grid, town: str) -> None:
    """Each cell as it would be typed; what Excel has damaged is told at once."""
    columns = list(zip(grid.heading.columns, grid.fields(), strict=True))
    town_names = _town_names(town)
    for row in grid.rows:
        for (meaning, one), typed in zip(columns, row.typed, strict=True):
            if meaning == STATE:
                _read_state(grid.register, row, typed.strip())
            elif one is not None:
                text = cells.written(one, typed)
                if one.type == "place":
                    text = _without_town(text, town_names)
                row.problems += cells.damaged(one, text)
                if text:
                    row.values[one.id] = text


def _read_state(register: Register, row: Row, title: str) -> None:
    if not title:
        return
    found = next((s.id for s in register.states.values() if title in (s.title, s.id)), "")
    if found:
        row.state = found
        return
    titles = "、".join(s.title for s in register.states.values())
    row.problems.append(problem("K006", STATE, title="状态", value=title[:40], allowed=titles))


def _town_names(town: str) -> tuple[str, ...]:
    known = places.names(town).by_code.get(town)
    return (known.name, known.short) if known else ()


def _without_town(text: str, names: Sequence[str]) -> str:
    """柏杨坝镇友好村 → 友好村."""
    for name in names:
        if text.startswith(name) and len(text) > len(name):
            return text[len(name) :].strip()
    return text


def _find_records(grid: Grid, by: Account, town: str) -> None:
    if NUMBER not in grid.heading.columns:
        return
    column = grid.heading.columns.index(NUMBER)
    wanted: dict[str, list[Row]] = {}
    for row in grid.rows:
        number = row.typed[column].strip()
        if number and number not in cells.EMPTY:
            wanted.setdefault(number, []).append(row)
    found: dict[str, Record] = {}
    for part in _parts(list(wanted)):
        for one in Record.objects.filter(register=grid.register.id, town=town, number__in=part, void=False):
            if rights.may(by, "read", grid.register.id, one.place):
                found[one.number] = one
    for number, rows in wanted.items():
        for row in rows:
            row.record = found.get(number)
            if row.record is None:
                row.problems.append(problem("G006", NUMBER, record=number[:40]))
        for row in rows[1:] if number in found else ():
            row.problems.append(problem("G007", NUMBER, record=number, row=grid.rows.index(rows[0]) + 1))


def _validate(grid: Grid, by: Account, town: str) -> None:
    register = grid.register
    absent = [f for f in register.typed_fields if f.id not in grid.heading.columns]
    defaults = {f.id: f.default for f in absent if f.default}
    missing = [f for f in absent if f.required and f.id not in defaults]
    if missing and any(row.record is None and not _lost(row) for row in grid.rows):
        grid.problems.append(problem("G008", "block", titles="、".join(f.title for f in missing)))
    may_write: dict[str, bool] = {}
    for row in grid.rows:
        if _lost(row):
            continue
        if row.record is None:
            _validate_new(row, register, town, defaults, [f.id for f in missing])
        else:
            _validate_correction(row, register, by)
        place = str(row.kept.get(register.place) or (row.record.place if row.record else town))
        if place not in may_write:
            may_write[place] = rights.may(by, "write", register.id, place)
        if not may_write[place] and not row.problems:
            where = register.place or NUMBER
            row.problems.append(
                problem("T001", where, action=_(rights.ACTIONS["write"]), what=places.title(place))
            )


def _lost(row: Row) -> bool:
    """Whether the row names a record that isn't there, so that nothing else can be said of it."""
    return any(told.number == "G006" for told in row.problems)


def _validate_new(
    row: Row, register: Register, town: str, defaults: Mapping[str, str], missing: Sequence[str]
) -> None:
    told = {p.where for p in row.problems}
    row.values = {**defaults, **row.values}
    given = {k: v for k, v in row.values.items() if k not in told}
    kept, problems = validation.clean(register, given, town)
    row.kept = {k: v for k, v in kept.items() if v is not None}
    faulty = {*told, *missing, *(p.where for p in problems)}
    row.problems += problems
    row.problems += validation.whole(register, validation.as_data(register, row.kept), town, faulty)


def _validate_correction(row: Row, register: Register, by: Account) -> None:
    record = row.record
    assert record is not None
    told, level = {p.where for p in row.problems}, rights.level(by, register.id, record.place)
    given = {k: v for k, v in row.values.items() if k not in told and not _unchanged(register.fields[k], v)}
    for name in list(given):
        if SECRECY.index(register.fields[name].secrecy) > level:
            title = register.fields[name].title
            row.problems.append(problem("T001", name, action=_(rights.ACTIONS["write"]), what=title))
            del given[name]
    kept, problems = validation.clean(register, given, record.town)
    row.problems += problems
    changes = {
        name: value
        for name, value in validation.as_data(register, kept).items()
        if not _same(register.fields[name], value, record.data.get(name))
    }
    row.kept = {k: v for k, v in kept.items() if k in changes}
    row.values = {k: given[k] for k in changes}
    if row.state and row.state != record.state:
        row.problems.append(problem("G009", STATE, state=register.states[record.state].title))
    if changes:
        merged = {k: v for k, v in {**record.data, **changes}.items() if v is not None}
        faulty = {p.where for p in row.problems}
        row.problems += validation.whole(register, merged, record.town, faulty)
    row.same = not changes and not row.problems


def _unchanged(one: Field, text: str) -> bool:
    return cells.is_masked(text) and (one.is_identifier or one.secrecy in ("personal", "restricted"))


def _same(one: Field, new: Any, old: Any) -> bool:
    if isinstance(old, Mapping):
        return isinstance(new, str) and vault.find_index(one.type, new) == str(old.get("x"))
    return bool(new == old)


Key = tuple[str, str, str]


def _doubt(grid: Grid, by: Account, town: str) -> None:
    """New rows that say the same thing as another row or a record: same title, place and day."""
    register = grid.register
    names = [register.fields[n].title for n in (register.title_field, register.place, register.happened) if n]
    words = "、".join(names)
    _told_upstream(grid, by, town)
    first: dict[Key, int] = {}
    for n, row in enumerate(grid.rows, 1):
        key = _key(register, row, town)
        if key is None or row.done:
            continue
        if key in first:
            row.doubts.append(problem("G010", register.title_field, row=first[key], words=words))
        first.setdefault(key, n)
    _told_by_rules(grid, town)
    there = _in_ledger(register, by, town, first)
    for row in grid.rows:
        key = _key(register, row, town)
        if key is not None and not row.done and key in there:
            row.doubts.append(problem("G011", register.title_field, record=there[key], words=words))


def _told_by_rules(grid: Grid, town: str) -> None:
    """What the register's own doubts say of a row as it would stand; of a correction only what is new."""
    register = grid.register
    for row in grid.rows:
        if row.problems or row.done or row.same:
            continue
        old = row.record.data if row.record else {}
        data = {**old, **validation.as_data(register, row.kept)}
        where = str(data.get(register.place) or town)
        state = row.record.state if row.record else row.state or register.first_state
        raised = judging.told(register, data, state, where)
        before = judging.told(register, old, state, where) if row.record else []
        row.doubts += [told for told in raised if told not in before]


def _told_upstream(grid: Grid, by: Account, town: str) -> None:
    """New rows of cases whose upstream number is in the register or in a row above: one export twice."""
    if "cases" not in grid.register.uses:
        return
    new = [row for row in grid.rows if row.record is None and not row.done and row.kept.get(upstream.FIELD)]
    numbers = [str(row.kept[upstream.FIELD]) for row in new]
    there, above = upstream.known(grid.register, town, numbers), set[str]()
    for row, number in zip(new, numbers, strict=True):
        if number in there or number in above:
            row.problems.append(upstream.told(number, there.get(number), by))
        above.add(number)


def _key(register: Register, row: Row, town: str) -> Key | None:
    if row.record is not None:
        return None
    title, day = row.kept.get(register.title_field), row.kept.get(register.happened)
    if title is None or day is None:
        return None
    return str(title)[:200], str(row.kept.get(register.place) or town), day.isoformat()


def _in_ledger(register: Register, by: Account, town: str, keys: Iterable[Key]) -> dict[Key, str]:
    """The running numbers of records with one of these keys, as far as the account may read them."""
    wanted = set(keys)
    found: dict[Key, str] = {}
    for part in _parts(sorted({day for *_known, day in wanted})):
        rows = listing(register.id, by, {"place": town, "happened_on": list(part)}, "happened_on").keys()
        for title, place, day, number in rows:
            key = (title, place, day.isoformat())
            if key in wanted:
                found.setdefault(key, number)
    return found


def _parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def near_misses(grid: Grid, town: str, names: Sequence[str] = ()) -> dict[tuple[int, str], str]:
    """For a choice or place that is not there, the one most like it: (row index, field id) → word."""
    made: dict[tuple[int, str], str] = {}
    villages = list(names) or [p.short for p in places.villages(town)]
    for n, row in enumerate(grid.rows):
        for fault in row.problems:
            one = grid.register.fields.get(fault.where)
            if one is None or fault.number not in ("K006", "K012", "K013", "K019"):
                continue
            known = villages if one.type == "place" else list(one.options)
            near = cells.nearest(row.values.get(one.id, ""), known)
            if near:
                made[n, one.id] = near
    return made


def without(grid: Grid, gone: Iterable[Row]) -> Grid:
    """The grid with these rows taken out."""
    names = {id(row) for row in gone}
    return replace(grid, rows=[row for row in grid.rows if id(row) not in names])
