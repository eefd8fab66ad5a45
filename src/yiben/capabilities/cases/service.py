"""What a plain form cannot send: to whom a case goes, how much longer, who takes part, into what it goes.

Each finds the register's move of that kind in the present state and submits it; every check is the engine's,
so a form, the API and these functions refuse alike. M070 where the register has no such move now.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger import service
from yiben.ledger.acts import Advance, Enter
from yiben.ledger.models import Record
from yiben.search.links import link
from yiben.township.models import Account
from yiben.township.rights import Denied

KIND_TITLES: Mapping[str, str] = {
    "dispatch": "分派", "ask_extension": "申请延期", "grant_extension": "批准延期",
    "refuse_extension": "不批准延期", "join": "会办", "join_answer": "会办答复", "merge": "并案",
    "urge": "催办", "return": "退回", "redo": "重办", "reopen": "重新办理",
}  # fmt: skip


HANDED = (
    "to_office", "to_person", "extend_days", "joint_offices", "joint_due", "joint_office", "joint_answer",
    "merge_into",
)  # fmt: skip
"""What a move of a case may be handed beside its fields; a register may have fields so called."""


def move_of(record: Record, kind: str) -> Move:
    """The register's move of the kind in the record's state; Refused M070 without one."""
    register = _register(record)
    for move in register.moves.values():
        if move.kind == kind and record.state in move.from_states:
            return move
    state = register.states.get(record.state)
    title = state.title if state else record.state
    raise Refused([problem("M070", "move", state=title, move=KIND_TITLES.get(kind, kind))])


def make(
    record: Record,
    kind: str,
    by: Account,
    why: str = "",
    parts: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    version: int | None = None,
    client_id: str = "",
) -> Record:
    """The record after its move of that kind."""
    act = Advance(
        record.record, move_of(record, kind).id, values or {}, why, version, client_id, parts=parts or {}
    )
    return _after(service.submit([act], by)[0].record)


def dispatch(
    record: Record, by: Account, office: str = "", person: str = "", why: str = "", **more: Any
) -> Record:
    """The case given to an office (id, title, village) and a person (username, name)."""
    return make(record, "dispatch", by, why, {"to_office": office, "to_person": person}, **more)


def ask_extension(
    record: Record, by: Account, why: str, days: int | str | None = None, **more: Any
) -> Record:
    """An extension asked for: so many more in the rule's unit, or all that the rule allows."""
    return make(record, "ask_extension", by, why, _days(days), **more)


def grant_extension(
    record: Record, by: Account, why: str = "", days: int | str | None = None, **more: Any
) -> Record:
    """The extension granted as asked, or for so many."""
    return make(record, "grant_extension", by, why, _days(days), **more)


def refuse_extension(record: Record, by: Account, why: str, **more: Any) -> Record:
    return make(record, "refuse_extension", by, why, **more)


def join(
    record: Record,
    by: Account,
    offices: Sequence[str] | str,
    due: date | str = "",
    why: str = "",
    **more: Any,
) -> Record:
    """Offices asked to take part, until a day; a text has 、 between them."""
    named = offices if isinstance(offices, str) else list(offices)
    return make(record, "join", by, why, {"joint_offices": named, "joint_due": str(due)}, **more)


def join_answer(
    record: Record, by: Account, answer: str, office: str = "", why: str = "", **more: Any
) -> Record:
    """The answer of an office that was asked; one's own where none is named."""
    return make(record, "join_answer", by, why, {"joint_office": office, "joint_answer": answer}, **more)


def urge(record: Record, by: Account, why: str = "", **more: Any) -> Record:
    return make(record, "urge", by, why, **more)


def merge(record: Record, into: str, by: Account, why: str = "", **more: Any) -> Record:
    """The record gone into another (number or id), and the two linked."""
    merged = make(record, "merge", by, why, {"merge_into": into}, **more)
    other = Record.objects.get(record=merged.data["merged_into"])
    _link(merged, other, f"并入{other.number}", by)
    return merged


def birth(
    register: str, values: Mapping[str, Any], born_of: Record, by: Account, why: str = "", client_id: str = ""
) -> Record:
    """A case born of a meeting, a leader's note, an inspection or another case, linked to it."""
    return births(register, [values], born_of, by, why, [client_id])[0]


def split(
    record: Record, values: Sequence[Mapping[str, Any]], by: Account, why: str = "", client_id: str = ""
) -> list[Record]:
    """The parts of a case as cases of their own in its register, all or none; each says whence it comes."""
    ids = [f"{client_id}-{n}" if client_id else "" for n in range(len(values))]
    return births(record.register, values, record, by, why, ids)


def births(
    register: str,
    values: Sequence[Mapping[str, Any]],
    born_of: Record,
    by: Account,
    why: str = "",
    client_ids: Sequence[str] = (),
) -> list[Record]:
    """Several cases born of one record, all or none; M071 of what is void, M072 of none."""
    faults = _birth_faults(register, values, born_of)
    if faults:
        raise Refused(faults)
    ids = list(client_ids) or [""] * len(values)
    acts = [
        Enter(register, dict(one), born_of.town, client_id, why, parts={"born_of": born_of.record})
        for one, client_id in zip(values, ids, strict=True)
    ]
    written = service.submit(acts, by)
    found = [_after(one.record) for one in written]
    for one, seen in zip(found, written, strict=True):
        if not seen.repeated:
            _link(one, born_of, f"由{born_of.number}产生", by)
    return found


def _birth_faults(register: str, values: Sequence[Mapping[str, Any]], born_of: Record) -> list[Problem]:
    faults = []
    known = catalog().registers.get(register)
    if known is None or "cases" not in known.uses:
        faults.append(problem("M073", "register", register=known.title if known else register))
    if born_of.void:
        faults.append(problem("M071", "born_of", case=born_of.number))
    if not values:
        faults.append(problem("M072"))
    return faults


def _link(record: Record, other: Record, why: str, by: Account) -> None:
    """Link the two where the person may read the other; the case itself names it anyway."""
    try:
        link(record, other, why, by)
    except Denied:
        return
    except Refused as refused:
        if any(p.number != "Q005" for p in refused.problems):
            raise


def _days(days: int | str | None) -> dict[str, Any]:
    return {} if days in (None, "") else {"extend_days": days}


def _register(record: Record) -> Register:
    return catalog().registers[record.register]


def _after(record: str) -> Record:
    return Record.objects.get(record=record)
