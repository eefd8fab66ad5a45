"""What the shape adds to each act on a duty: its turn, when it was done, excused or missed."""

from datetime import date
from typing import Any

from yiben.capabilities.duties import by_hand
from yiben.capabilities.duties.acts import OWNER, PART
from yiben.capabilities.duties.declared import (
    COMPLETE,
    DONE,
    EXCUSE,
    MISS,
    TAKE_BACK,
    assigned,
    assignments_of,
    copied,
)
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.kernel.values import read_value
from yiben.ledger.shapes import Doing, Effect


def effect(doing: Doing) -> Effect:
    """Asked by the ledger before every act on a register that uses the shape."""
    if not assigned(doing.register):
        return Effect()
    if doing.kind == "enter":
        found = _made(doing) if PART in doing.given else by_hand.effect(doing)
    elif doing.kind == "correct":
        found = _corrected(doing)
    else:
        found = _moved(doing)
    return found


def _made(doing: Doing) -> Effect:
    """A duty that a run makes: what turn it is of, and who answers for it."""
    said = dict(doing.given[PART])
    owner = said.pop(OWNER, "")
    return Effect(set=said, owner=owner)


def _corrected(doing: Doing) -> Effect:
    data, state = doing.data, doing.state
    if PART in doing.given:
        return Effect(owner=doing.given[PART].get(OWNER, ""))
    found = Effect(problems=_on_its_day(data))
    if data.get("due_on"):
        fixed = {f.id: f for f in copied(doing.register, assignments_of(doing.register))}
        found.problems += [
            problem("Y006", name, title=fixed[name].title) for name in doing.values if name in fixed
        ]
    if state == DONE and not data.get("done_on"):
        found.problems.append(problem("Y007", "done_on"))
    return found


def _moved(doing: Doing) -> Effect:
    assert doing.move is not None
    data, move = doing.data, doing.move.id
    if move == COMPLETE:
        cleared = {name: None for name in ("missed_on", "exempt_on", "exempt_reason") if name in data}
        return Effect(set=cleared | _left_blank(doing), problems=_on_its_day(data))
    if move == EXCUSE:
        return Effect(set={"exempt_on": clock.today().isoformat(), "missed_on": None})
    if move == MISS:
        return _missed(data)
    if move == TAKE_BACK:
        own = (*_filled_by(doing), "exempt_on", "exempt_reason")
        return Effect(set={name: None for name in own if name in data})
    return Effect()


def _left_blank(doing: Doing) -> dict[str, Any]:
    """What a short entry need not say: one person, no problem found, by the fields' defaults."""
    fields = (doing.register.fields[name] for name in _filled_by(doing))
    blank = (f for f in fields if f.default and f.id not in doing.data)
    return {f.id: read_value(f, f.default)[0] for f in blank}


def _filled_by(doing: Doing) -> tuple[str, ...]:
    """The fields that completing fills."""
    move = doing.register.moves[COMPLETE]
    return (*move.asks, *move.may_ask)


def _missed(data: dict[str, Any]) -> Effect:
    due = date.fromisoformat(data["due_on"])
    if clock.today() <= due:
        return Effect(problems=[problem("Y005", "move", due=due)])
    return Effect(set={"missed_on": clock.today().isoformat()})


def _on_its_day(data: dict[str, Any]) -> list[Problem]:
    """Done within its turn, and not tomorrow; typed later is no matter."""
    if not data.get("done_on"):
        return []
    day, today = date.fromisoformat(str(data["done_on"])), clock.today()
    if day > today:
        return [problem("Y004", "done_on", day=day, today=today)]
    if not data.get("due_on"):
        return []
    start, end = date.fromisoformat(data["starts_on"]), date.fromisoformat(data["due_on"])
    if start <= day <= end:
        return []
    return [problem("Y003", "done_on", day=day, turn=data.get("turn", ""), start=start, end=end)]
