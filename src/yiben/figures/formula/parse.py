"""From the text of a formula to its nodes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from yiben.figures.formula import nodes as n
from yiben.figures.formula.grammar import grammar
from yiben.kernel.problems import Refused, problem

Branch = Tree[Token]


@lru_cache(maxsize=4096)
def parse(text: str) -> n.Value:
    """The formula's value node. Refused F001 (can't be read) or F008 (no such function)."""
    return _value(_tree(text))


@lru_cache(maxsize=4096)
def parse_condition(text: str) -> n.Condition:
    """A condition standing alone, as in a register's [rules]. Refused F001 or F008."""
    return _condition(_tree(text))


def _tree(text: str) -> Branch:
    try:
        return grammar().parse(text)
    except UnexpectedInput as fault:
        raise _unreadable(fault, text) from None


def _unreadable(fault: UnexpectedInput, text: str) -> Refused:
    match fault:
        case UnexpectedToken() if fault.token.type != "$END":
            return _refused(fault.column, f"这里不该是“{fault.token}”")
        case UnexpectedCharacters():
            return _refused(fault.column, f"不认识“{fault.char}”")
        case UnexpectedToken() | UnexpectedEOF():
            return _refused(len(text) + 1, "没有写完")
        case _:
            return _refused(1, "写法不对")


def _refused(at: int, why: str) -> Refused:
    return Refused([problem("F001", column=at, why=why)])


def _at(tree: Branch) -> int:
    return getattr(tree.meta, "column", 1)


def _children(tree: Branch) -> list[Branch]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _word(tree: Branch, place: int = 0) -> str:
    return str(tree.children[place])


def _value(tree: Branch) -> n.Value:
    match tree.data:
        case "call":
            return _call(tree)
        case "sum":
            return _sum(tree)
        case _:
            raise _refused(_at(tree), "这里要一个数，如 count()、sum(栏目)")


def _sum(tree: Branch) -> n.Value:
    left = _value(_children(tree)[0])
    for sign, right in zip(tree.children[1::2], _children(tree)[1:], strict=True):
        node = n.Add if sign == "+" else n.Subtract
        left = node(left, _value(right), at=_at(tree))
    return left


def _call(tree: Branch) -> n.Value:
    name, given, at = _word(tree), _children(tree), _at(tree)
    if name not in FUNCTIONS:
        raise Refused([problem("F008", column=at, function=name, allowed="、".join(FUNCTIONS))])
    least, most, build = FUNCTIONS[name]
    if not least <= len(given) <= most:
        wanted = str(least) if least == most else f"{least}至{most}"
        raise _refused(at, f"{name} 括号里要{wanted}项，现在是{len(given)}项")
    return build(given, at)


def _field(tree: Branch) -> n.Name:
    if tree.data != "name" or _word(tree) in ("period_start", "period_end"):
        raise _refused(_at(tree), "这里要一个栏目")
    return n.Name(_word(tree), at=_at(tree))


def _where(given: list[Branch], place: int) -> n.Condition | None:
    return _condition(given[place]) if len(given) > place else None


def _measure(first: Branch) -> n.Name | n.Days:
    """What a mean or a median is of: a field, or the days from one date to another."""
    if first.data != "call" or _word(first) != "days":
        return _field(first)
    ends = _children(first)
    if len(ends) != 2:
        raise _refused(_at(first), "days 括号里要两个日期栏目")
    return n.Days(_field(ends[0]), _field(ends[1]), at=_at(first))


def _reference(given: list[Branch], at: int) -> n.Reference:
    if given[0].data != "dotted":
        raise _refused(_at(given[0]), "这里要数据的全名，写作“台账.数据”")
    return n.Reference(_word(given[0]), at=at)


FUNCTIONS: dict[str, tuple[int, int, Callable[[list[Branch], int], n.Value]]] = {
    "count": (0, 1, lambda g, at: n.Count(_where(g, 0), at=at)),
    "sum": (1, 2, lambda g, at: n.Sum(_field(g[0]), _where(g, 1), at=at)),
    "distinct": (1, 2, lambda g, at: n.Distinct(_field(g[0]), _where(g, 1), at=at)),
    "persons": (2, 3, lambda g, at: n.Persons(_field(g[0]), _field(g[1]), _where(g, 2), at=at)),
    "latest": (1, 2, lambda g, at: n.Latest(_field(g[0]), _where(g, 1), at=at)),
    "mean": (1, 2, lambda g, at: n.Mean(_measure(g[0]), _where(g, 1), at=at)),
    "median": (1, 2, lambda g, at: n.Median(_measure(g[0]), _where(g, 1), at=at)),
    "share": (2, 2, lambda g, at: n.Share(_value(g[0]), _value(g[1]), at=at)),
    "growth": (1, 1, lambda g, at: n.Growth(_value(g[0]), at=at)),
    "figure": (1, 1, _reference),
    "rank": (1, 1, lambda g, at: n.Rank(_value(g[0]), at=at)),
}
"""Function name → fewest and most arguments, and what makes the node."""


def _condition(tree: Branch) -> n.Condition:
    parts, at = _children(tree), _at(tree)
    match tree.data:
        case "either":
            return n.AnyOf(tuple(map(_condition, parts)), at=at)
        case "both":
            return n.AllOf(tuple(map(_condition, parts)), at=at)
        case "negation":
            return n.Not(_condition(parts[0]), at=at)
        case "compare":
            return n.Compare(_operand(parts[0]), _word(tree, 1), _operand(parts[1]), at=at)
        case "one_of":
            return n.OneOf(_field(parts[0]), tuple(map(_literal, parts[1:])), at=at)
        case "empty" | "filled":
            return n.Empty(_field(parts[0]), tree.data == "filled", at=at)
        case _:
            raise _refused(at, '这里要一个条件，如 栏目 = "文字"')


def _operand(tree: Branch) -> n.Operand:
    if tree.data == "name":
        word = _word(tree)
        if word in ("period_start", "period_end"):
            return n.Edge(word.removeprefix("period_"), at=_at(tree))
        return n.Name(word, at=_at(tree))
    return _literal(tree)


def _literal(tree: Branch) -> n.Literal:
    at = _at(tree)
    match tree.data:
        case "text":
            return n.Literal(_word(tree)[1:-1], at=at)
        case "number":
            return n.Literal(Decimal(_word(tree)), at=at)
        case "signed":
            return n.Literal(Decimal(_word(tree, 0) + _word(tree, 1)), at=at)
        case "true" | "false":
            return n.Literal(tree.data == "true", at=at)
        case "day":
            try:
                return n.Literal(date.fromisoformat(_word(tree)), at=at)
            except ValueError:
                raise _refused(at, f"没有{_word(tree)}这一天") from None
        case _:
            raise _refused(at, "这里要一个栏目、文字、数或日期")
