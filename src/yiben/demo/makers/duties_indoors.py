"""学习 and 重点人员走访: sessions by organisation, two rounds of visits to everybody on the roll."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from yiben.demo.days import on_or_before, working
from yiben.demo.folk import pick_name
from yiben.demo.makers.duties import (
    PERIOD_END,
    Duty,
    assign,
    complete,
    day_done,
    duties,
    excuse,
    miss,
)
from yiben.demo.spread import shares, uneven
from yiben.demo.town import Town
from yiben.kernel.periods import Period
from yiben.ledger.acts import Enter

STUDY, CARE = "study_sessions", "care_visits"
SITUATIONS = ("无固定收入，已介绍务工", "住房漏雨，转民政核实", "身份证过期，带去补办", "与家人不和，已劝解")


def make_study(town: Town) -> None:
    want, rng = town.of(STUDY), town.rng(STUDY)
    committee = f"{town.name}党委"
    for duty in _group(town, {"organisation": committee, "kind": "集中学习", "every": "每旬"}):
        _studied(town, rng, duty, rng.randint(58, 86))
    articles = uneven(want["articles"], want["seminars"], rng)
    for duty in _group(town, {"organisation": committee, "kind": "中心组研讨", "every": "每月"}):
        if duty.owed.span.start == want["seminar_skipped"]:
            excuse(town, STUDY, duty, date(2023, 8, 28), town.keeper(STUDY), "防汛抗旱")
        elif duty.owed.span.end <= PERIOD_END:
            _studied(town, rng, duty, rng.randint(11, 15), articles.pop())
    for name, village in _branches(town):
        for kind, most in (("主题党日", 40), ("党课", 46)):
            values: dict[str, Any] = {"organisation": name, "kind": kind, "village": village}
            values["in_charge"] = town.village_clerk(village) if village else None
            for duty in _group(town, {k: v for k, v in values.items() if v}):
                _of_a_branch(town, rng, duty, rng.randint(12, most))


def _branches(town: Town) -> Iterator[tuple[str, str]]:
    """Name and village of every branch that the register of organisations plans; without it one a village."""
    planned = [
        p.act.values for p in town.plan.acts
        if p.register == "party_organisations" and isinstance(p.act, Enter)
        and p.act.values["org_kind"] == "党支部"
    ]  # fmt: skip
    if not planned:
        planned = [{"name": f"{v.name}党支部", "village": v.code} for v in town.villages]
    for values in planned:
        yield values["name"], values.get("village", "")


def _group(town: Town, values: dict[str, Any]) -> list[Duty]:
    by = town.keeper(STUDY)
    assignment = assign(town, "study_groups", values, by)
    return list(duties(town, STUDY, assignment, values, values["kind"], by))


def _studied(town: Town, rng: Random, duty: Duty, persons: int, articles: int | None = None) -> None:
    topic, day = rng.choice(town.of(STUDY)["topics"]), day_done(town, rng, duty)
    if day is not None and (duty.owed.span.end <= PERIOD_END or rng.random() < 0.5):
        writer = str(duty.values.get("in_charge") or town.keeper(STUDY))
        complete(town, STUDY, duty, day, writer, topic=topic, persons=persons, articles=articles)


def _of_a_branch(town: Town, rng: Random, duty: Duty, persons: int) -> None:
    """Branches meet on the fifth or soon after; a few forgot one, or had it with another's."""
    chance, due = rng.random(), duty.owed.span.end
    if chance < 0.02 and due <= PERIOD_END:
        miss(town, STUDY, duty, town.keeper(STUDY))
    elif chance < 0.035 and due <= PERIOD_END:
        excuse(town, STUDY, duty, on_or_before(due), town.keeper(STUDY), "合并召开")
    else:
        first = duty.owed.span
        early = Period(first.start, min(first.end, first.start.replace(day=15)))
        _studied(
            town,
            rng,
            replace(duty, owed=replace(duty.owed, span=early)) if rng.random() < 0.8 else duty,
            persons,
        )


def make_care(town: Town) -> None:
    want, rng = town.of(CARE), town.rng(CARE)
    kinds = [{"kind": "刑满释放人员", "count": want["released"]}, *want["others"]]
    number, helped = 0, ["三无人员安置"] * want["settled"] + ["伤病残救助"] * want["relieved"]
    excusable: list[Duty] = []
    visitors = {v.code: pick_name(rng) for v in town.villages}
    for one in kinds:
        counts = shares(one["count"], [v.weight for v in town.villages])
        for village, count in zip(town.villages, counts, strict=True):
            for _ in range(count):
                number += 1
                values = {
                    "care_no": f"ZD{number:04d}", "person": pick_name(rng), "kind": one["kind"],
                    "village": village.code, "visitor": visitors[village.code],
                    "in_charge": town.village_clerk(village.code), "every": "每半年",
                }  # fmt: skip
                excusable += _cared(town, rng, values, helped)
    excused = rng.sample(excusable, want["excused"])
    for duty in excusable:
        if duty in excused:
            reason = rng.choice(("人在外地失联", "收押或住院"))
            excuse(town, CARE, duty, date(2023, 6, 27), town.keeper(CARE), reason)
        else:
            miss(town, CARE, duty, town.keeper(CARE))


def _cared(town: Town, rng: Random, values: dict[str, Any], helped: list[str]) -> list[Duty]:
    """The two rounds of one person; gives the turns left undone in which he may be excused."""
    keeper, left = town.keeper(CARE), []
    assignment = assign(town, "care_objects", values, keeper)
    for duty in duties(town, CARE, assignment, values, values["kind"], keeper):
        first = duty.owed.span.start.month < 7
        released = values["kind"] == "刑满释放人员"
        if not released and rng.random() < 0.4:
            left += [duty] if first else []
            continue
        days = (
            working(date(2023, 2, 6), date(2023, 5, 31))
            if first
            else working(date(2023, 7, 3), date(2023, 9, 25))
        )
        _visited(town, rng, duty, rng.choice(days), values["in_charge"], helped)
    return left


def _visited(town: Town, rng: Random, duty: Duty, day: date, by: str, helped: list[str]) -> None:
    found = 1 if rng.random() < town.of(CARE)["with_problem"] else 0
    help_given = helped.pop() if found and helped else ("就业帮扶" if found else None)
    complete(
        town, CARE, duty, day, by,
        how=rng.choice(("上门",) * 7 + ("电话", "电话", "约谈")), persons=rng.choice((1, 2, 2)),
        found=found, solved=rng.choice((0, found)), help_given=help_given,
        situation=rng.choice(SITUATIONS) if found else None,
    )  # fmt: skip
