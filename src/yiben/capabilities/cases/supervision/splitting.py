"""An item split into parts, each with its unit and due day, which together finish it."""

from collections.abc import Sequence
from typing import Any

from yiben.capabilities.cases import offices
from yiben.capabilities.cases.supervision.items import REGISTER
from yiben.capabilities.cases.supervision.meetings import Decision, act_id, day_of, given, placed
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger import service
from yiben.ledger.acts import Act, Advance
from yiben.ledger.births import born_of
from yiben.ledger.gate import writing
from yiben.ledger.models import Record
from yiben.search import links
from yiben.township.models import Account

LEAST = 2


def split(
    task: Record, parts: Sequence[Decision], by: Account, why: str, client_id: str
) -> tuple[Record, ...]:
    """Make the parts, each born of the item and given to its unit, and put the item to 分项办理.

    Refused O005 for fewer than two, O006 for a part due after the item, O009 where it cannot be split,
    and with what the register finds wrong.
    """
    kept = [p for p in parts if not p.empty]
    wrong = [*_faults(task, kept)]
    if wrong:
        raise Refused(wrong)
    acts: list[Act] = []
    names = []
    for row, part in enumerate(kept, 1):
        name = act_id(client_id, f"part {row}")
        names.append(name)
        acts += given(
            _values(task, part), name, part, task.town, task.record, act_id(client_id, f"part sent {row}")
        )
    told = {"split_into": names}
    acts.append(Advance(task.record, "part", {}, why, task.version, client_id, parts=told))
    with writing():
        try:
            written = service.submit(acts, by)
        except Refused as refused:
            raise Refused([placed(p, 0) for p in refused.problems]) from None
        made = tuple(Record.objects.get(record=name) for name in names)
        if not written[0].repeated:
            for one in made:
                links.link(one, task, "拆分", by)
    return made


def _faults(task: Record, parts: Sequence[Decision]) -> list[Problem]:
    register = catalog().registers[REGISTER]
    if task.state not in register.moves["part"].from_states:
        title = register.states[task.state].title
        return [problem("O009", item=task.number, state=title)]
    found = [problem("O005", count=len(parts))] if len(parts) < LEAST else []
    for row, part in enumerate(parts, 1):
        due = day_of(part.due_on)
        if due is not None and task.due_on is not None and due > task.due_on:
            found.append(problem("O006", f"d{row}:due_on", row=row, due=due, whole=task.due_on))
    return found


def _values(task: Record, part: Decision) -> dict[str, Any]:
    data = task.data
    whole = {
        "matter": part.matter,
        "requirement": part.requirement or data["requirement"],
        "source": data["source"],
        "basis": data.get("basis", ""),
        "field": data.get("field", ""),
        "leader": data.get("leader", ""),
        "answer_every": part.answer_every or data.get("answer_every", ""),
        "village": offices.village(task.town, part.unit),
        "raised_on": clock.today().isoformat(),
    }
    return {name: value for name, value in whole.items() if value}


def parts_of(record: str, town: str) -> list[Record]:
    own = born_of(record).filter(register=REGISTER, town=town, void=False)
    return list(own.order_by("number"))
