"""Whether a formula that can be read also makes sense in its register."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from yiben.declare.model import Catalog, Figure, Register, Rule
from yiben.figures.formula import nodes as n
from yiben.figures.formula.columns import SYSTEM, TITLES, Column, column
from yiben.figures.formula.parse import parse, parse_condition
from yiben.figures.formula.walk import parts
from yiben.kernel.problems import Problem, Refused, problem

COUNTABLE = ("text", "number", "date", "boolean", "secret")
COMPARABLE = ("text", "number", "date", "boolean")


def check(figure: Figure, catalog: Catalog) -> list[Problem]:
    """Everything wrong with the formula, each with the figure's place in its file and the character."""
    register = catalog.registers[figure.register]
    found = list(_formula(figure, register, catalog))
    if figure.time == "standing" and not register.since:
        found.append(problem("F009"))
    if not figure.checks:
        found.append(problem("F010", id=figure.id.rpartition(".")[2]))
    return [replace(one, where=figure.where) for one in found]


def check_rule(rule: Rule, register: Register) -> list[Problem]:
    """Everything wrong with a condition of a register's [rules]."""
    try:
        condition = parse_condition(rule.check)
    except Refused as fault:
        found = list(fault.problems)
    else:
        found = list(_condition(condition, register))
        for edge in (part for part in parts(condition) if isinstance(part, n.Edge)):
            found.append(problem("F014", column=edge.at, word=f"period_{edge.which}"))
    return [replace(one, where=rule.where) for one in found]


def _formula(figure: Figure, register: Register, catalog: Catalog) -> Iterator[Problem]:
    try:
        node = parse(figure.formula)
    except Refused as fault:
        yield from fault.problems
        return
    for part in parts(node):
        if isinstance(part, n.AGGREGATES):
            yield from _aggregate(part, register)
        elif isinstance(part, n.Reference):
            yield from _reference(part, catalog)
        elif isinstance(part, n.Rank) and part is not node:
            yield problem("F013", column=part.at)


def _reference(part: n.Reference, catalog: Catalog) -> Iterator[Problem]:
    other = catalog.figures.get(part.figure)
    if other is None:
        yield problem("F006", figure=part.figure)
        return
    try:
        if isinstance(parse(other.formula), n.Rank):
            yield problem("F013", column=part.at)
    except Refused:
        return  # told where the other figure stands


def _aggregate(node: n.Aggregate, register: Register) -> Iterator[Problem]:
    match node:
        case n.Sum(of) | n.Latest(of) | n.Mean(n.Name() as of) | n.Median(n.Name() as of):
            yield from _wanted(of, ("number",), "数", register)
        case n.Mean(n.Days(start, end)) | n.Median(n.Days(start, end)):
            yield from _wanted(start, ("date",), "日期", register)
            yield from _wanted(end, ("date",), "日期", register)
        case n.Distinct(of):
            yield from _wanted(of, COUNTABLE, "能计数的栏目", register)
        case n.Persons(key, number):
            yield from _wanted(key, COUNTABLE, "户或人的编号", register)
            yield from _wanted(number, ("number",), "数", register)
        case _:
            pass
    if node.condition is not None:
        yield from _condition(node.condition, register)


def _condition(node: n.Condition, register: Register) -> Iterator[Problem]:
    match node:
        case n.AllOf(inner) | n.AnyOf(inner):
            for part in inner:
                yield from _condition(part, register)
        case n.Not(part):
            yield from _condition(part, register)
        case n.Empty(name):
            yield from _wanted(name, COUNTABLE, "能统计的栏目", register)
        case n.OneOf(name, values):
            for value in values:
                yield from _compared(name, "=", value, node.at, register)
        case n.Compare(left, sign, right):
            yield from _compared(left, sign, right, node.at, register)


def _compared(left: n.Operand, sign: str, right: n.Operand, at: int, register: Register) -> Iterator[Problem]:
    wrong = [
        found
        for side in (left, right)
        if isinstance(side, n.Name)
        for found in _wanted(side, COMPARABLE, "能比较的栏目", register)
    ]
    yield from wrong
    if wrong:
        return
    kinds = _kind(left, register), _kind(right, register)
    if kinds[0] != kinds[1] or (kinds[0] in ("text", "boolean") and sign not in ("=", "!=")):
        yield problem("F015", column=at, left=TITLES[kinds[0]], right=TITLES[kinds[1]])
        return
    for name, value in ((left, right), (right, left)):
        if isinstance(name, n.Name) and isinstance(value, n.Literal):
            yield from _option(name, value, register)


def _option(name: n.Name, literal: n.Literal, register: Register) -> Iterator[Problem]:
    found = column(register, name.id)
    if found and found.options and literal.value not in found.options:
        yield problem(
            "F004", column=literal.at, field=name.id, value=literal.value, allowed="、".join(found.options)
        )


def _kind(operand: n.Operand, register: Register) -> str:
    match operand:
        case n.Name(name):
            found = column(register, name)
            return found.kind if found else "text"
        case n.Literal(bool()):
            return "boolean"
        case n.Literal(Decimal()):
            return "number"
        case n.Literal(date()) | n.Edge():
            return "date"
        case _:
            return "text"


def _wanted(name: n.Name, kinds: tuple[str, ...], wanted: str, register: Register) -> Iterator[Problem]:
    found: Column | None = column(register, name.id)
    if found is None:
        allowed = "、".join([*register.fields, *SYSTEM])
        yield problem("F002", column=name.at, field=name.id, allowed=allowed)
    elif found.kind not in kinds:
        yield problem("F003", column=name.at, field=name.id, found=TITLES[found.kind], wanted=wanted)
