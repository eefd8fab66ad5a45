"""One file of `catalog/rules/` read into rules; every fault with its line."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from yiben.declare.limit_rules import (
    DUTY_LEVELS,
    EVERY,
    DutyRule,
    DutyVariant,
    Ground,
    LimitRule,
    LimitVariant,
    RuleFile,
)
from yiben.declare.model import Register
from yiben.declare.shapes import Key, Reader
from yiben.kernel.limits.amounts import MOST, UNITS, Amount
from yiben.kernel.limits.clocks import Extend
from yiben.kernel.places import LEVELS

TEXT, WANTED, FLAG, WHOLE, DAY = Key(), Key(required=True), Key("flag"), Key("whole"), Key("day")
FILE = {"rules": Key("table", required=True), "limits": Key("table"), "duties": Key("table")}
HEAD = {"title": WANTED, "source": WANTED, "document": TEXT, "place": TEXT, "from": DAY, "until": DAY}
SOURCED: Mapping[str, Key] = {
    "source": TEXT, "article": TEXT, "place": TEXT, "from": DAY, "until": DAY, "local": FLAG, "note": TEXT,
    "kind": TEXT,
}  # fmt: skip
LIMIT_SAYS = {
    **SOURCED, "amount": WHOLE, "unit": Key(allowed=UNITS), "promised": WHOLE, "extend": Key("table"),
    "pauses": FLAG, "rolls": FLAG, "least": FLAG, "urgency": TEXT,
}  # fmt: skip
LIMIT = {"title": WANTED, "cases": Key("tables"), **LIMIT_SAYS}
EXTEND = {
    "amount": Key("whole", required=True), "unit": Key(allowed=UNITS), "times": WHOLE, "approver": TEXT,
    "article": TEXT,
}  # fmt: skip
DUTY_SAYS = {**SOURCED, "every": Key(allowed=EVERY), "times": WHOLE, "months": Key("wholes")}
DUTY = {"title": WANTED, "cases": Key("tables"), "level": Key(allowed=DUTY_LEVELS), **DUTY_SAYS}
Path: TypeAlias = tuple[str | int, ...]
Said: TypeAlias = tuple[dict[str, Any], Path]


def read_limit_rules(reader: Reader) -> RuleFile:
    """The rules of one file; a rule without a fault is given also where another has some."""
    file = reader.table(dict(reader.source.data), FILE)
    head = reader.table(file.get("rules", {}), HEAD, "rules")
    _check_ground(reader, head, "rules")
    limits = [
        _limit(reader, head, name, said)
        for name, said, _ in reader.named(file.get("limits", {}), LIMIT, "limits")
    ]
    duties = [
        _duty(reader, head, name, said)
        for name, said, _ in reader.named(file.get("duties", {}), DUTY, "duties")
    ]
    return RuleFile({rule.id: rule for rule in limits}, {rule.id: rule for rule in duties})


def _limit(reader: Reader, head: Mapping[str, Any], name: str, values: dict[str, Any]) -> LimitRule:
    title, cases = values.pop("title", name), values.pop("cases", ())
    said = _said(reader, values, cases, LIMIT_SAYS, "limits", name)
    made = [_limit_variant(reader, head, one, path) for one, path in said]
    return LimitRule(name, title, head.get("title", ""), tuple(v for v in made if v is not None))


def _duty(reader: Reader, head: Mapping[str, Any], name: str, values: dict[str, Any]) -> DutyRule:
    title, cases, level = values.pop("title", name), values.pop("cases", ()), values.pop("level", "town")
    said = _said(reader, values, cases, DUTY_SAYS, "duties", name)
    made = [_duty_variant(reader, head, one, path) for one, path in said]
    return DutyRule(name, title, head.get("title", ""), level, tuple(v for v in made if v is not None))


def _said(reader: Reader, values: dict[str, Any], cases: Any, shape: Any, *path: str) -> list[Said]:
    """The rule itself, if it says anything of its own, and each case with what it takes over from it."""
    found: list[Said] = [(values, path)] if {"amount", "every"} & values.keys() or not cases else []
    if isinstance(values.get("extend"), dict):
        # A case in hours that takes the extension over takes it in days still.
        values["extend"] = {"unit": values.get("unit", "days"), **values["extend"]}
    for number, case in enumerate(cases):
        here: Path = (*path, "cases", number)
        found.append(({**values, **reader.table(case, shape, *here)}, here))
    return found


def _limit_variant(
    reader: Reader, head: Mapping[str, Any], values: dict[str, Any], path: Path
) -> LimitVariant | None:
    unit = values.get("unit", "days")
    amount = _amount(reader, values, "amount", unit, path)
    extend = values.get("extend")
    allowed = _extend(reader, extend, unit, path) if extend is not None else None
    ground = _ground(reader, head, values, path)
    if amount is None:
        return None
    return LimitVariant(
        ground,
        amount,
        values.get("urgency", ""),
        _amount(reader, values, "promised", unit, path) if "promised" in values else None,
        allowed,
        *(values.get(key, False) for key in ("pauses", "rolls", "least")),
    )


def _amount(reader: Reader, values: Mapping[str, Any], key: str, unit: str, path: Path) -> Amount | None:
    if key not in values:
        _missing(reader, key, path)
        return None
    if not 0 < values[key] <= MOST:
        reader.fault("H007", *path, key, key=key, most=MOST)
        return None
    return Amount(values[key], unit)


def _missing(reader: Reader, key: str, path: Path) -> None:
    """Told, unless what stands there has been found fault with already."""
    here = reader.source.where(*path, key)
    if not any(p.where == here and p.number in ("C004", "C005") for p in reader.problems):
        reader.fault("C003", *path, key=key)


def _extend(reader: Reader, said: Any, unit: str, path: Path) -> Extend | None:
    values = reader.table(said, EXTEND, *path, "extend")
    if "amount" not in values:
        return None
    amount = _amount(reader, values, "amount", values.get("unit", unit), (*path, "extend"))
    times = values.get("times", 1)
    if not 0 <= times <= 20:
        reader.fault("H007", *path, "extend", "times", key="times", most=20)
    words = values.get("approver", ""), values.get("article", "")
    return Extend(amount, times, *words) if amount and times else None


def _duty_variant(
    reader: Reader, head: Mapping[str, Any], values: dict[str, Any], path: Path
) -> DutyVariant | None:
    ground = _ground(reader, head, values, path)
    times, months = values.get("times", 1), values.get("months")
    if not 0 < times <= 100:
        reader.fault("H007", *path, "times", key="times", most=100)
    if months is not None and len(months) != 2:
        reader.fault("C022", *path, "months", key="months", why="应当写首月和末月，如 [3, 11]")
        return None
    for month in months or ():
        if not 1 <= month <= 12:
            reader.fault("H011", *path, "months", key="months", month=month)
    if "every" not in values:
        _missing(reader, "every", path)
        return None
    return DutyVariant(ground, values["every"], times, (months[0], months[1]) if months else None)


def _ground(reader: Reader, head: Mapping[str, Any], values: dict[str, Any], path: Path) -> Ground:
    _check_ground(reader, values, *path)
    whole = {**head, **values}
    return Ground(
        place=whole.get("place", ""),
        valid_from=whole.get("from"),
        valid_until=whole.get("until"),
        source=whole.get("source", ""),
        article=whole.get("article", ""),
        document=whole.get("document", ""),
        local=whole.get("local", False),
        kind=whole.get("kind", ""),
        note=whole.get("note", ""),
        where=reader.source.where(*path),
    )


def is_place(text: str) -> bool:
    """Whether it is the code of a place, from a province down to a village."""
    return text.isascii() and text.isdigit() and len(text) in LEVELS and len(text) < 15


def _check_ground(reader: Reader, values: Mapping[str, Any], *path: str | int) -> None:
    place = values.get("place", "")
    if place and not is_place(place):
        reader.fault("H009", *path, "place", place=place[:20])
    if values.get("until", date.max) < values.get("from", date.min):
        reader.fault("H010", *path, "until", key="until")


OFFERED = {"limit_rules": "limits", "duty_rules": "duties"}
"""What `options_from` of a choice may name beside a register."""


def offered(register: Register, rules: RuleFile) -> Register:
    """The register with the titles of the rules as options, where one of its choices asks for them."""
    asking = [f for f in register.fields.values() if f.options_from in OFFERED]
    if not asking:
        return register
    titles = {"limit_rules": _titles(rules.limits.values()), "duty_rules": _titles(rules.duties.values())}
    filled = {f.id: replace(f, options=titles[f.options_from], options_from="") for f in asking}
    return replace(register, fields={**register.fields, **filled})


def _titles(rules: Iterable[LimitRule | DutyRule]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.title for rule in rules))
