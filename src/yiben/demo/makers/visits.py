"""入户走访: two rounds to every household of the roll, more to the watched ones, keyed in by the week."""

from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after, on_or_before, working
from yiben.demo.households import Household
from yiben.demo.town import Town
from yiben.demo.words import VISIT_ISSUES

REGISTER = "visits"
POSTS = ("村干部", "村干部", "驻村队员", "帮扶责任人", "帮扶责任人", "镇干部", "镇领导")
PURPOSES = ("收入核查", "三保障核查", "政策宣讲", "困难慰问", "意见征求")


def make(town: Town) -> None:
    want, rng = town.of(REGISTER), town.rng(REGISTER)
    watched = {h.number for h in town.people.watched}
    once = [*town.people.poor, *(h for h in town.people.watched if not h.poor)]
    trips: list[tuple[Household, Any]] = []
    for one_round in want["rounds"]:
        trips += [(h, one_round) for h in once]
        trips += [(h, one_round) for h in town.people.watched for _ in range(want["more_to_watched"])]
    persons = _persons(rng, len(trips), want["times"])
    for (household, one_round), count in zip(trips, persons, strict=True):
        _visit(town, rng, household, one_round, count, household.number in watched)
    _doubled(town, rng, once)


def _persons(rng: Random, trips: int, times: int) -> list[int]:
    """How many went on each trip: one, and where the total is reached so, two or three."""
    found = [1] * trips
    for i in rng.sample(range(trips), min(trips, (times - trips) * 9 // 10)):
        found[i] = 2
    while sum(found) < times:
        found[rng.randrange(trips)] += 1
    if sum(found) != times:
        raise ValueError(f"{trips} visits for {times} person-times")
    return found


def _visit(town: Town, rng: Random, household: Household, one_round: Any, count: int, watched: bool) -> None:
    start, end = one_round["from"], one_round["to"]
    days = working(start, end)
    visited = days[min(len(days) - 1, int(rng.betavariate(1.4, 1.6) * len(days)))]
    values: dict[str, Any] = {
        "round": one_round["round"],
        "visited_on": visited,
        "village": household.village,
        "household_no": household.number,
        "head_name": household.head.name,
        "household_kind": "监测户" if watched else "脱贫户",
        "visitor_post": rng.choice(POSTS),
        "person_times": count,
        "purpose": rng.choice(PURPOSES),
        "issue": "无",
    }
    recorded = _keyed_in(rng, visited)
    by = town.village_clerk(household.village)
    if rng.random() >= town.of(REGISTER)["with_issue"]:
        wrong = rng.random() < 0.002
        typed = values | ({"person_times": count + 10} if wrong else {})
        record = town.plan.enter(REGISTER, typed, recorded, by)
        if wrong:
            seen = _keyed_in(rng, recorded + timedelta(7))
            town.plan.correct(REGISTER, record, {"person_times": count}, "人次多按了一位", seen, by)
        return
    issue, found, unit = rng.choice(VISIT_ISSUES)
    record = town.plan.enter(REGISTER, values | {"issue": issue, "found": found}, recorded, by)
    _solve(town, rng, record, visited, recorded, unit, by)


def _keyed_in(rng: Random, visited: date) -> date:
    """Village clerks key in on the last working day of the week; now and then a week or two later."""
    weeks = rng.choices((0, 1, 2), (88, 9, 3))[0]
    friday = visited + timedelta((4 - visited.weekday()) % 7 + 7 * weeks)
    return max(on_or_before(friday), on_or_after(visited))


def _solve(town: Town, rng: Random, record: str, visited: date, recorded: date, unit: str, by: str) -> None:
    plan = town.plan
    if rng.random() < 0.35:
        due = after(recorded, 15)
        plan.advance(REGISTER, record, "hand_over", recorded, by, handling_unit=unit, due_on=due)
    solved = after(max(visited, recorded), rng.randint(3, 35))
    on = _keyed_in(rng, solved)
    if on <= plan.last_day:
        plan.advance(REGISTER, record, "solve", on, by, solved="已办理并回告本户", solved_on=solved)


def _doubled(town: Town, rng: Random, households: list[Household]) -> None:
    """Visits written down by two people, of which one is taken out again."""
    for household in rng.sample(households, town.of(REGISTER)["doubles"]):
        visited = on_or_before(date(2023, 4, 3) + timedelta(rng.randrange(50)))
        values = {
            "round": 1,
            "visited_on": visited,
            "village": household.village,
            "household_no": household.number,
            "head_name": household.head.name,
            "visitor_post": "驻村队员",
            "person_times": 1,
            "issue": "无",
        }
        by = town.village_clerk(household.village)
        recorded = _keyed_in(rng, visited)
        record = town.plan.enter(REGISTER, values, recorded, by)
        on = _keyed_in(rng, recorded + timedelta(7))
        town.plan.void(REGISTER, record, "同一次走访两人各登记一次", on, by)
