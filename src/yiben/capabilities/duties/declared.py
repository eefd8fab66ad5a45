"""What a register of duties says of itself, and what it must have: its assignments, states, moves, fields."""

from collections.abc import Iterable, Iterator

from yiben.declare.load import catalog
from yiben.declare.model import Catalog, Field, Register
from yiben.kernel.problems import Problem, problem

SHAPE = "duties"
DUE, DONE, EXEMPT, MISSED = "due", "done", "exempt", "missed"
STATES = (DUE, DONE, EXEMPT, MISSED)
COMPLETE, EXCUSE, MISS, TAKE_BACK = "complete", "excuse", "miss", "take_back"
MOVES = (COMPLETE, EXCUSE, MISS, TAKE_BACK)
FIELDS = ("done_on", "exempt_reason")
EVERY = {
    "每周": "week", "每旬": "xun", "每月": "month", "每季度": "quarter", "每半年": "half", "每年": "year",
}  # fmt: skip
"""Options of an assignment's field `every`: a frequency agreed on, which goes before the rule's."""


def registers() -> list[Register]:
    """The registers of duties that are made from assignments."""
    return [r for r in catalog().registers.values() if assigned(r)]


def assigned(register: Register) -> bool:
    """Whether its duties are made from assignments."""
    return bool(register.uses.get(SHAPE, {}).get("assignments"))


def assignments_of(register: Register) -> Register:
    """The register of its assignments."""
    return catalog().registers[register.uses[SHAPE]["assignments"]]


def copied(register: Register, source: Register) -> tuple[Field, ...]:
    """The fields that a duty takes from its assignment: those of the same id."""
    own = {register.closed, "persons", "found", "solved"}
    return tuple(
        f for f in register.typed_fields
        if f.id in source.fields and f.id not in own and f.type != "staff" and not f.is_identifier
    )  # fmt: skip


def rule_of(register: Register, said: str) -> str:
    """Id of the rule of frequencies for an assignment whose field `by` says so; empty where there is none."""
    uses = register.uses[SHAPE]
    rules = uses.get("rules", {})
    return str(rules.get(said, "") if rules else uses.get("rule", ""))


def check(known: Catalog) -> Iterable[Problem]:
    """Y011 and H006: what a register of duties lacks."""
    for register in known.registers.values():
        if assigned(register):
            yield from _lacking(register, known)


def _lacking(register: Register, known: Catalog) -> Iterator[Problem]:
    uses = register.uses[SHAPE]
    source = known.registers.get(uses["assignments"])
    wanted = [f"字段 {name}" for name in FIELDS if name not in register.fields]
    wanted += [f"状态 {name}" for name in STATES if name not in register.states]
    wanted += [f"办理 {name}" for name in MOVES if name not in register.moves]
    if register.due != "due_on" or register.closed != "done_on" or register.happened != "starts_on":
        wanted.append('happened = "starts_on"、due = "due_on"、closed = "done_on"')
    if not ("rule" in uses or "rules" in uses):
        wanted.append("rule 或 rules")
    if "rules" in uses and (source is None or uses.get("by") not in source.fields):
        wanted.append("by（分工台账里选频次的字段）")
    if source is not None and not (source.since and source.until):
        wanted.append(f"{source.id} 的 since、until")
    for what in wanted:
        yield problem("Y011", register.where, register=register.id, what=what)
    rules = [*uses.get("rules", {}).values(), *([uses["rule"]] if uses.get("rule") else [])]
    for rule in rules:
        if known.duty_rules and rule not in known.duty_rules:
            allowed = "、".join(known.duty_rules)
            yield problem("H006", register.where, key="rules", rule=rule, allowed=allowed)
