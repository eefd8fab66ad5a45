"""Makes what is owed, and has what is open follow its assignment. Run every night, and as often as wanted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db.models import Max

from yiben.capabilities.duties import acts, assignments, declared
from yiben.capabilities.duties.acts import SOURCE, Open
from yiben.capabilities.duties.assignments import Assignment, Rhythms
from yiben.capabilities.duties.keepers import keeper
from yiben.capabilities.duties.turns import missing
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.language import CHINESE, speaking
from yiben.kernel.periods import Period
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger.acts import Act
from yiben.ledger.jsonpath import column
from yiben.ledger.models import Record
from yiben.ledger.service import submit
from yiben.township import places, uses
from yiben.township.models import Account
from yiben.township.rights import Denied

BATCH = 500
"""Acts in one transaction; the gate is not held longer than a second."""


@dataclass
class Run:
    """What a run has done."""

    made: int = 0
    adjusted: int = 0
    missed: int = 0
    problems: list[Problem] = field(default_factory=list)


@speaking(CHINESE)
def make_due(town: str, day: date | None = None, only: str = "") -> Run:
    """The duties owed in the town up to the turn of the day, each once; `only` names one register.

    Open duties follow their assignments (another person, an end), and what is past its day is missed.
    Running it again on the same day changes nothing. What can't be written is told and left out; the rest
    is written.
    """
    today, run = day or clock.today(), Run()
    ended = uses.ended(town)
    for register in declared.registers():
        if register.id not in ended and only in ("", register.id):
            _register(register, town, today, run)
    return run


def _register(register: Register, town: str, day: date, run: Run) -> None:
    people = assignments.people_of(town)
    known = assignments.read(register, town, day, people)
    if not known:
        return
    by = keeper(register, town)
    if by is None:
        run.problems.append(problem("Y012", title=register.title))
        return
    rhythms = Rhythms(register, town)
    run.adjusted += _write(list(_followed(register, town, known, people, by, day)), by, run)
    run.made += _write(_owed(register, town, known, rhythms, day), by, run)
    late = acts.missed((duty for duty in _open(register, town) if duty.assignment), day)
    run.missed += _write(list(late), by, run)
    run.problems += rhythms.problems


def _followed(
    register: Register, town: str, known: list[Assignment], people: frozenset[str], by: Account, day: date
) -> Iterator[Act]:
    """What brings the open duties up to their assignments; whose owner has left goes to the keeper."""
    by_id = {one.record: one for one in known}
    for duty in _open(register, town):
        one = by_id.get(duty.assignment)
        if one is not None:
            owner = one.owner or (duty.owner if duty.owner in people else by.username)
            act = acts.adjusted(register, one, duty, day, owner)
            if act is not None:
                yield act


def _open(register: Register, town: str) -> Iterator[Open]:
    found = Record.objects.filter(register=register.id, town=town, state=declared.DUE, void=False)
    for one in found.exclude(due_on=None).iterator(chunk_size=2000):
        assert one.happened_on is not None and one.due_on is not None
        assignment = str(one.data.get("assignment", ""))
        yield Open(one.record, assignment, one.happened_on, one.due_on, one.owner, one.data)


def _owed(
    register: Register, town: str, known: list[Assignment], rhythms: Rhythms, day: date
) -> Iterator[Act]:
    held, last = _held(register, town, day)
    for one in known:
        if not one.holds(day) and one.record not in last:
            continue
        if one.void:
            continue
        now = held.get(one.record, [])
        for owed in missing(rhythms.of(one), now, last.get(one.record), one.since, one.until, day):
            yield acts.enter(register, town, one, owed)


def _held(register: Register, town: str, day: date) -> tuple[dict[str, list[Period]], dict[str, date]]:
    """By assignment: the spans of its duties that reach the day or beyond, and the last day of its latest."""
    made = Record.objects.filter(register=register.id, town=town).exclude(due_on=None)
    key = column(register, "assignment")
    held: dict[str, list[Period]] = {}
    rows = made.filter(due_on__gte=day).annotate(key=key).values_list("key", "happened_on", "due_on")
    for assignment, start, end in rows:
        if start is not None and end is not None:
            held.setdefault(assignment, []).append(Period(start, end))
    latest = made.annotate(key=key).values("key").annotate(last=Max("due_on")).values_list("key", "last")
    return held, {assignment: end for assignment, end in latest if end is not None}


def _write(made: Iterable[Act], by: Account, run: Run) -> int:
    """How many were written; in batches, and where one is refused one by one, so that the others are not
    lost with it."""
    done, rest = 0, iter(made)
    while chunk := list(islice(rest, BATCH)):
        try:
            done += sum(not w.repeated for w in submit(chunk, by, SOURCE))
        except (Refused, Denied):
            done += sum(_one(act, by, run) for act in chunk)
    return done


def _one(act: Act, by: Account, run: Run) -> bool:
    try:
        return not submit([act], by, SOURCE)[0].repeated
    except Refused as refused:
        run.problems += refused.problems
    except Denied as denied:
        run.problems.append(problem("T001", action=denied.action, what=denied.what))
    return False


def said(town: str, run: Run) -> str:
    """One line for the timetable's list."""
    name, faults = places.title(town), f"，{len(run.problems)}条没有成" if run.problems else ""
    return f"{name}：新生成{run.made}条，随分工调整{run.adjusted}条，记漏做{run.missed}条{faults}"
