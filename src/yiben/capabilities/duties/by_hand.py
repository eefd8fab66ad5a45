"""A duty entered by hand: one done beyond the plan, or brought in from a system of a superior."""

from datetime import date

from yiben.capabilities.duties.declared import DUE, SHAPE
from yiben.kernel import clock
from yiben.kernel.problems import problem
from yiben.ledger.models import Record
from yiben.ledger.shapes import Doing, Effect


def effect(doing: Doing) -> Effect:
    """Y013 without the day on which it was done, Y004 tomorrow, Y002 where the turn's own duty waits, Y001
    for a duty that only a run makes."""
    register, data = doing.register, doing.data
    if doing.state != register.first_state:
        state = register.states[doing.state].title
        return Effect(problems=[problem("Y001", "state", title=register.title, state=state)])
    if not data.get("done_on"):
        return Effect(problems=[problem("Y013", "done_on")])
    day = date.fromisoformat(str(data["done_on"]))
    if day > clock.today():
        return Effect(problems=[problem("Y004", "done_on", day=day, today=clock.today())])
    waiting = _waiting(doing, day)
    if waiting is not None:
        words = {"object": waiting.title, "turn": waiting.data.get("turn", ""), "which": waiting.number}
        return Effect(problems=[problem("Y002", register.title_field, **words)])
    assignment = _assignment(doing)
    return Effect(set={"starts_on": day.isoformat()} | ({"assignment": assignment} if assignment else {}))


def _waiting(doing: Doing, day: date) -> Record | None:
    """The open duty for the same object whose turn holds the day."""
    register, data = doing.register, doing.data
    return Record.objects.filter(
        register=register.id, town=doing.town, void=False, state=DUE, title=data[register.title_field],
        place=data.get(register.place) or doing.town, happened_on__lte=day, due_on__gte=day,
    ).first()  # fmt: skip


def _assignment(doing: Doing) -> str:
    """Id of the assignment of the same object, if there is one."""
    register, data = doing.register, doing.data
    found = Record.objects.filter(
        register=register.uses[SHAPE]["assignments"], town=doing.town, void=False,
        title=data[register.title_field], place=data.get(register.place) or doing.town,
    ).first()  # fmt: skip
    return found.record if found else ""
