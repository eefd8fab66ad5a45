"""问题清单 and 作风问题: found, planned, mended, checked by who listed them."""

from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after, pick
from yiben.demo.town import Town

LIST, STYLE = "problem_list", "work_style"
APPROVER = "fenguan"


def make_list(town: Town) -> None:
    """The published number of the first category is checked off within the period, the rest not."""
    recipe, rng, by = town.of(LIST), town.rng(LIST), town.keeper(LIST)
    found = on_or_after(recipe["found_on"])
    for n, (category, issue, measure, unit) in enumerate(recipe["rows"]):
        values = {
            "issue": issue, "list_name": recipe["list_name"], "source": "专题调研", "category": category,
            "found_on": found, "leader": "fenguan",
        }  # fmt: skip
        record = town.plan.enter(LIST, values, found, by)
        planned = after(found, 6)
        due = after(planned, 60 + 15 * n)
        asked: dict[str, Any] = {"owner_unit": unit, "measure": measure, "planned_on": planned, "due_on": due}
        town.plan.advance(LIST, record, "plan", planned, by, **asked)
        if n < recipe["mended"]:
            _mended(town, rng, record, planned, n)
        elif n < recipe["mended"] + 2:
            town.plan.advance(LIST, record, "answer", after(planned, 40), by, "已完成一半")
            town.plan.advance(LIST, record, "urge", after(planned, 120), by)


def _mended(town: Town, rng: Random, record: str, planned: date, n: int) -> None:
    plan, by = town.plan, town.keeper(LIST)
    day = after(planned, rng.randint(20, 45))
    if n == 1:
        plan.advance(LIST, record, "ask_more", day, by, "学习资料要补齐", parts={"extend_days": 30})
        granted = plan.earliest(record, after(day, 1), APPROVER)
        plan.advance(LIST, record, "grant_more", on_or_after(granted), APPROVER)
        day = after(granted, 8)
    _mend(town, record, day)
    checked = after(day, 5)
    if n == 3:
        plan.advance(LIST, record, "redo", checked, by, "只有计划，没有听取记录")
        day = after(checked, 15)
        _mend(town, record, day)
        checked = after(day, 4)
    note: dict[str, Any] = {"checked_on": checked, "check_note": "已看资料，符合要求"}
    plan.advance(LIST, record, "check", checked, by, **note)


def _mend(town: Town, record: str, on: date) -> None:
    said: dict[str, Any] = {"mended_on": on, "result": "已按措施整改到位", "proof_note": "资料1份"}
    town.plan.advance(LIST, record, "mend", on, town.keeper(LIST), **said)


def make_style(town: Town) -> None:
    recipe, rng, by = town.of(STYLE), town.rng(STYLE), town.keeper(STYLE)
    for campaign in recipe["campaigns"]:
        for n, (kind, issue, unit) in enumerate(campaign["rows"]):
            found = pick(rng, campaign["from"], campaign["to"])
            values = {
                "issue": issue, "campaign": campaign["name"], "kind": kind, "unit": unit, "found_on": found,
                "source": rng.choice(("明察暗访", "群众反映", "自查")), "leader": "fenguan",
            }  # fmt: skip
            record = town.plan.enter(STYLE, values, found, by)
            _put_right(town, rng, record, found, n)


def _put_right(town: Town, rng: Random, record: str, found: date, n: int) -> None:
    plan, by = town.plan, town.keeper(STYLE)
    ordered = after(found, 1)
    if ordered > plan.last_day:
        return
    asked: dict[str, Any] = {
        "ordered_on": ordered,
        "due_on": ordered + timedelta(30),
        "measure": "当面指出，限期改正",
    }
    plan.advance(STYLE, record, "order", ordered, by, **asked)
    mended = after(ordered, rng.randint(5, 18))
    checked = after(mended, 4)
    if checked > plan.last_day:
        return
    said: dict[str, Any] = {
        "mended_on": mended,
        "result": "已改正，建立制度",
        "reminders": n % 3,
        "proof_note": "整改说明1份",
    }
    plan.advance(STYLE, record, "mend", mended, by, **said)
    plan.advance(STYLE, record, "check", checked, by, checked_on=checked)
