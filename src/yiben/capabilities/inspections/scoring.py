"""What a visit scores: the full marks of the sheet of its day, less what is deducted."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from yiben.capabilities.inspections import deductions, roles, sheets
from yiben.capabilities.inspections.sheets import Sheet
from yiben.kernel.problems import Problem, problem
from yiben.ledger.models import Record
from yiben.ledger.shapes import Doing, Effect
from yiben.township import places

PART = "marks"
NAMES = re.compile(r"[、，,；;\s]+")
LEAST_INSPECTORS = 2


def effect(doing: Doing) -> Effect:
    """Score, share of full marks, and how many places were marked down.

    The sheet is that of the visit's day and stays with it: a sheet changed later doesn't touch it. Only a
    correction of the day or the kind takes another.
    """
    register, data = doing.register, doing.data
    kind, day = data.get(roles.class_field(register)), data.get(register.happened)
    if not kind or not day:
        return Effect()
    if doing.kind != "enter" and not {roles.class_field(register), register.happened, register.place,
                                      deductions.FIELD, "inspectors"} & doing.values.keys():  # fmt: skip
        return Effect()
    problems = [*_inspectors(str(data.get("inspectors") or "")), *_twice(doing)]
    sheet = _sheet(doing, str(kind), date.fromisoformat(str(day)))
    if sheet is None:
        return Effect(problems=[*problems, problem("I001", register.happened, kind=kind, day=day)])
    found, wrong = deductions.parse(str(data.get(deductions.FIELD) or ""), sheet)
    if problems or wrong:
        return Effect(problems=[*problems, *wrong])
    score = sheet.full - sum((d.points for d in found), Decimal(0))
    return Effect(
        set={
            "sheet": sheet.said, "score": score, "full_marks": sheet.full,
            "score_rate": rate(score, sheet.full), "faults": len(found),
        },
        parts={PART: {**sheet.as_json(), "deductions": [d.as_json() for d in found]}},
    )  # fmt: skip


def rate(score: Decimal, full: Decimal) -> Decimal:
    """Percent of the full marks, to two decimals."""
    return (score * 100 / full).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _sheet(doing: Doing, kind: str, day: date) -> Sheet | None:
    register = doing.register
    asked_anew = {roles.class_field(register), register.happened} & doing.values.keys()
    known: Any = doing.before["data"].get(PART) if doing.before else None
    if known and not asked_anew:
        return Sheet.read(known)
    return sheets.sheet_on(roles.said(register)["items"], doing.town, kind, day)


def _inspectors(text: str) -> list[Problem]:
    names = {name for name in NAMES.split(text) if name}
    if len(names) >= LEAST_INSPECTORS:
        return []
    return [problem("I007", "inspectors", count=len(names), least=LEAST_INSPECTORS)]


def _twice(doing: Doing) -> list[Problem]:
    """I006 where the village was visited by the same sheet on the same day already."""
    register, data = doing.register, doing.data
    place, day = data.get(register.place), data.get(register.happened)
    same = Record.objects.filter(
        register=register.id, town=doing.town, place=place, happened_on=day, void=False
    ).exclude(record=doing.record)
    field = roles.class_field(register)
    there = next((r for r in same if r.data.get(field) == data.get(field)), None)
    if there is None:
        return []
    words = {"village": places.title(str(place)), "day": day, "kind": data.get(field), "known": there.number}
    return [problem("I006", register.happened, **words)]
