"""Checking what comes in against the register, before anything is written. All faults at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Field, Register
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.kernel.values import read_value
from yiben.ledger.models import Record
from yiben.township import places, staff
from yiben.township.models import Place

RuleEvaluator = Callable[[Register, Mapping[str, Any]], list[Problem]]
_rules: list[RuleEvaluator] = []


def set_rule_evaluator(fn: RuleEvaluator) -> None:
    """The formula language lies above; it registers here what evaluates a register's [rules]."""
    _rules[:] = [fn]


def clean(register: Register, values: Mapping[str, Any], town: str) -> tuple[dict[str, Any], list[Problem]]:
    """Values as they are kept (dates still dates, identifiers still plain), and everything wrong with them.

    Only the fields given are looked at; `missing` and `broken_rules` look at the whole record.
    """
    kept: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, raw in values.items():
        field = register.fields.get(name)
        if field is None:
            problems.append(problem("K020", name[:40], field=name[:40], allowed="、".join(register.fields)))
            continue
        if field.system:
            problems.append(problem("L029", field.id, title=field.title))
            continue
        value, wrong = read_value(_with_own_options(field, town), raw)
        problems += wrong
        if wrong:
            continue
        if field.type == "place" and value is not None:
            value, wrong = _place(field, str(value), town)
            problems += wrong
        if field.type == "staff" and value is not None:
            value, wrong = _staff(field, str(value), town)
            problems += wrong
        kept[name] = value
    return kept, problems


def _with_own_options(field: Field, town: str) -> Field:
    """The field with the town's own list in place of the catalog's, where it keeps one."""
    own = own_options(field, town)
    return replace(field, options=own) if own else field


def own_options(field: Field, town: str) -> tuple[str, ...]:
    """Titles of the town's records in the register that the choice is taken from; empty without any.

    What is closed or void is no longer offered; a record that has it keeps it.
    """
    if not field.options_from or field.options_from not in catalog().registers:
        return ()
    register = catalog().registers[field.options_from]
    found = Record.objects.filter(register=register.id, town=town, void=False)
    if register.states:
        found = found.filter(state__in=register.open_states)
    return tuple(dict.fromkeys(found.order_by("happened_on", "number").values_list("title", flat=True)))


def _staff(field: Field, text: str, town: str) -> tuple[str | None, list[Problem]]:
    found = staff.find(town, text)
    if len(found) == 1:
        return found[0].username, []
    if not found:
        return None, [problem("L030", field.id, title=field.title, value=text)]
    who = "、".join(m.said for m in found)
    return None, [problem("L031", field.id, title=field.title, value=text, count=len(found), who=who)]


def _place(field: Field, text: str, town: str) -> tuple[str | None, list[Problem]]:
    found = places.names(town).find(text)
    if found is None:
        elsewhere = Place.objects.filter(code=text).first() if text.isdigit() else None
        if elsewhere is None and not text.isdigit():
            elsewhere = Place.objects.filter(level=field.level or "village", short=text).first()
        if elsewhere is not None:
            return None, [
                problem("K013", field.id, title=field.title, value=elsewhere.short, town=places.title(town))
            ]
        return None, [problem("K012", field.id, title=field.title, value=text)]
    if field.level and found.level != field.level:
        names = {"village": "村（社区）", "town": "乡镇", "county": "县（市）", "grid": "网格"}
        return None, [
            problem(
                "K014",
                field.id,
                title=field.title,
                level=names.get(field.level, field.level),
                value=found.short,
            )
        ]
    return found.code, []


_WHY = Field("why", "理由", "text", max_length=500)
_LONGEST_CLIENT_ID = 64


def about_the_act(why: str, client_id: str) -> list[Problem]:
    """What is wrong with the reason (500 characters, none of them control) or the sender's own id."""
    _, problems = read_value(_WHY, why)
    if len(client_id) > _LONGEST_CLIENT_ID or not client_id.isprintable():
        problems.append(problem("L022", "client_id"))
    return problems


def as_data(register: Register, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they lie in JSON: dates as ISO text; the rest as it is."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in kept.items()
        if name in register.fields
    }


def whole(
    register: Register, data: Mapping[str, Any], town: str, faulty: Iterable[str] = ()
) -> list[Problem]:
    """What is wrong with a record taken whole: required fields, merged places, the register's rules.

    `faulty` names fields already complained of: they are not missing, and no rule can be asked yet.
    """
    known = set(faulty)
    problems = [
        problem("K001", f.id, title=f.title, hint=f"例如：{f.example}" if f.example else "请填写后再保存。")
        for f in register.fields.values()
        if f.required and f.id not in known and data.get(f.id) in (None, "")
    ]
    problems += _merged(register, data, town) + _too_early(register, data)
    if not problems and not known:
        for evaluate in _rules:
            problems += evaluate(register, data)
    return problems


def _too_early(register: Register, data: Mapping[str, Any]) -> list[Problem]:
    """What has happened has a day; only plans may lie ahead."""
    day, field = data.get(register.happened), register.fields[register.happened]
    today = clock.today()
    if register.ahead or not day or date.fromisoformat(str(day)) <= today:
        return []
    return [problem("L024", field.id, title=field.title, value=day, today=today)]


def _merged(register: Register, data: Mapping[str, Any], town: str) -> list[Problem]:
    """A village that was merged away takes nothing that happened from that day on."""
    code, happened = data.get(register.place or ""), data.get(register.happened)
    found = places.names(town).by_code.get(code) if code and happened else None
    if found is None or found.valid_until is None or date.fromisoformat(str(happened)) < found.valid_until:
        return []
    return [
        problem(
            "K021",
            register.place,
            value=found.short,
            when=found.valid_until,
            successor=places.title(found.successor) if found.successor else "别处",
        )
    ]
