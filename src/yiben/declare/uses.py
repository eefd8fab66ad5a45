"""Which shapes of work a register uses, and the fields that come with each.

A shape brings system fields: what its engine works out is kept in the record like everything else, so that
lists, figures, exports and looks at a past day need nothing of their own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from yiben.declare.model import SHAPES, Field, Register
from yiben.declare.shapes import Key, Reader, Shape

TEXT, TEXTS, FLAG = Key(), Key("texts"), Key("flag")

USES: Mapping[str, Shape] = {
    "cases": {
        "class": TEXT, "person": TEXTS, "place_text": TEXT, "text": TEXT,
        "in_charge": TEXT, "checks": TEXT, "joins": TEXT, "visits": TEXT, "inbox": FLAG,
    },
    "duties": {
        "class": TEXT, "rule": TEXT, "rules": Key("table"), "by": TEXT, "assignments": TEXT, "faults": TEXT,
    },
    "inspections": {
        "class": TEXT, "items": TEXT, "faults": TEXT, "ranks": TEXT, "draws": TEXT, "about": TEXT,
        "rule": TEXT,
    },
    "events": {"class": TEXT, "persons": TEXT, "money": TEXT, "quantity": TEXT},
}  # fmt: skip
"""Keys of `[uses.SHAPE]`; each names fields of the register, or another register (`assignments`, `items`,
`faults`, `ranks`, `draws`, `about`) or a rule (`rule`)."""

CASE_COUNTS = {
    "returned": "退回次数", "extended": "延期次数", "urged": "催办次数", "escalated": "升级次数",
    "redone": "重办次数", "reopened": "再次办理次数", "answered": "反馈次数", "suspended": "挂起次数",
    "joined": "会办单位数",
}  # fmt: skip
"""Counters of a case: `times_returned` …, 0 from the first entry on."""


def read_uses(reader: Reader, data: Any) -> dict[str, Mapping[str, Any]]:
    found = reader.table(data, dict.fromkeys(SHAPES, Key("table")), "uses")
    return {shape: reader.table(said, USES[shape], "uses", shape) for shape, said in found.items()}


def completed(register: Register) -> Register:
    """The register with the system fields of its shapes; a field that it declares itself stays as it is."""
    added = {f.id: f for shape in register.uses for f in _fields(register, shape)}
    if not added:
        return register
    return replace(
        register, fields={**register.fields, **{k: v for k, v in added.items() if k not in register.fields}}
    )


def _fields(register: Register, shape: str) -> Iterable[Field]:
    match shape:
        case "cases":
            yield from _of_cases(register)
        case "duties":
            yield from _system(DUTY)
        case "inspections":
            for key, titles in INSPECTION.items():
                if key in register.uses[shape]:
                    yield from _system(titles)


def _of_cases(register: Register) -> Iterator[Field]:
    for limit in register.limits.values():
        yield _one(f"{limit.id}_due", f"{limit.title}应于", "date")
        yield _one(f"{limit.id}_in_time", f"{limit.title}按期", "boolean", filtered=True)
    yield from _system(CASE)
    if register.uses["cases"].get("inbox"):
        yield from _system(INBOX)
    for name, title in CASE_COUNTS.items():
        yield _one(f"times_{name}", title, "integer")


CASE = {
    "in_time": ("按期办结", "boolean"), "days_taken": ("用时（日）", "integer"),
    "working_days_taken": ("用时（工作日）", "integer"), "left_on": ("转出日", "date"),
    "dispatched_on": ("分派日", "date"), "suspended_on": ("挂起日", "date"),
    "last_answer_on": ("最近反馈日", "date"), "extension_asked": ("延期待批", "boolean"),
    "born_of": ("来自", "text"), "merged_into": ("并入", "text"),
}  # fmt: skip
INBOX = {"dispatched_at": ("分派时刻", "moment"), "dispatch_minutes": ("分派用时（分）", "integer")}
"""How soon a signal of the joint inbox was dispatched, where its minute of receipt is known."""
DUTY = {
    "starts_on": ("自", "date"), "due_on": ("应于", "date"), "turn": ("所属期", "text"),
    "exempt_on": ("免做日", "date"), "missed_on": ("漏做日", "date"), "assignment": ("分工", "text"),
}  # fmt: skip
INSPECTION = {
    "items": {
        "sheet": ("评分表", "text"), "score": ("得分", "number"), "full_marks": ("满分", "number"),
        "score_rate": ("得分率（%）", "number"), "faults": ("扣分处数", "integer"),
    },
    "ranks": {
        "villages_ranked": ("排名村数", "integer"), "villages_unvisited": ("未查村数", "integer"),
        "visits_counted": ("检查次数", "integer"), "red_list": ("红榜", "long_text"),
        "black_list": ("黑榜", "long_text"), "sheet_changed": ("本月换过细则", "boolean"),
    },
    "draws": {"drawn": ("抽中的村", "text"), "seed": ("随机种子", "text")},
    "about": {"file_due": ("应于何日前提出", "date"), "filed_in_time": ("按期提出", "boolean")},
}  # fmt: skip
"""What the record is by its `[uses.inspections]`: a visit scored by `items`, a month that `ranks` visits, a
week that `draws` who is visited; one `about` a visit (a reply to it)
whether it was in time, by `rule`."""


def _system(titles: Mapping[str, tuple[str, str]]) -> Iterator[Field]:
    for name, (title, kind) in titles.items():
        yield _one(name, title, kind, filtered=kind == "boolean")


def _one(name: str, title: str, kind: str, filtered: bool = False) -> Field:
    minimum = 0.0 if kind == "integer" else None
    return Field(name, title, kind, minimum=minimum, filter=filtered, system=True, need="由系统按规则算出")
