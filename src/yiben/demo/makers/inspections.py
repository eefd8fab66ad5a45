"""A year of comparison: score items changed in mid-month, visits, faults, replies, rankings, a draw."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after, pick
from yiben.demo.makers import inspection_words as words
from yiben.demo.makers.village_faults import make_fault
from yiben.demo.town import Town
from yiben.demo.villages import Village
from yiben.demo.words import GROUPS

ITEMS, VISITS, REPLIES = "score_items", "village_inspections", "inspection_replies"
RANKINGS, DRAWS = "inspection_rankings", "inspection_draws"
MAIN, WASTE, STREET = "人居环境", "垃圾治理", "镇容秩序"
Lost = tuple[str, int, str]
"""Item, points, what was found."""


@dataclass
class Visit:
    village: Village
    day: date
    recorded: date
    kind: str
    lost: list[Lost]
    number: str = ""
    record: str = ""

    @property
    def month(self) -> str:
        return f"{self.day:%Y-%m}"


def make(town: Town) -> None:
    """All registers of the comparison, which tell of the same visits."""
    rng = town.rng(VISITS)
    _sheets(town)
    visits = sorted(_planned(town, rng), key=lambda v: (v.recorded, v.day, v.village.code))
    # The replies of a month are answered before it is published, so who replies is chosen first.
    _numbered(visits)
    for visit in visits:
        _visit(town, rng, visit)
    _replies(town, visits)
    _rankings(town)
    _draws(town)


def _sheets(town: Town) -> None:
    want, by, plan = town.of(ITEMS), town.keeper(ITEMS), town.plan
    for kind, items in words.SHEETS.items():
        for n, (item, most, deducts) in enumerate(items, 1):
            record = plan.enter(
                ITEMS, _item(kind, n, (item, most, deducts), want["since"], want["source"]), want["since"], by
            )
            if kind == MAIN and item == words.CHANGED_ITEM:
                why, on = "细则修订，由新条目代替", want["changed_recorded"]
                plan.correct(ITEMS, record, {"valid_until": want["changed_on"]}, why, on, by)
    for n, item_of in enumerate(words.NEW_ITEMS, 1):
        order = 1 if n == 1 else len(words.SHEETS[MAIN]) + n
        values = _item(MAIN, order, item_of, want["changed_on"], want["new_source"])
        plan.enter(ITEMS, values, want["changed_recorded"], by)


def _item(kind: str, order: int, item: tuple[str, int, str], since: date, source: str) -> dict[str, Any]:
    title, most, deducts = item
    return {"item": title, "sheet_kind": kind, "most_points": most, "deducts": deducts, "valid_from": since,
            "order_no": order, "source": source}  # fmt: skip


def _planned(town: Town, rng: Random) -> list[Visit]:
    want = town.of(VISITS)
    care = {v.code: rng.betavariate(2.2, 2.0) for v in town.villages}
    found = []
    first: date = want["first_month"]
    for n in range(want["months"]):
        start = date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        end = (start + timedelta(31)).replace(day=1) - timedelta(1)
        left_out = set(rng.sample(town.villages, want["unvisited"].get(f"{start:%Y-%m}", 0)))
        for village in town.villages:
            if village in left_out:
                continue
            days = {pick(rng, start, end)} | (
                {pick(rng, start, end)} if rng.random() < want["twice"] else set()
            )
            found += [_one(town, rng, village, day, MAIN, care[village.code]) for day in sorted(days)]
        for village in rng.sample(town.villages, want["waste_villages"]):
            found.append(_one(town, rng, village, pick(rng, start, end), WASTE, care[village.code]))
        for word in want["street"]:
            village = town.village(word)
            found.append(_one(town, rng, village, pick(rng, start, end), STREET, care[village.code]))
    return found


def _one(town: Town, rng: Random, village: Village, day: date, kind: str, care: float) -> Visit:
    recorded = min(after(day, rng.choice((0, 1, 1))), town.plan.last_day)
    items = {item: most for item, most, _ in words.SHEETS[kind]}
    if kind == MAIN and day >= town.of(ITEMS)["changed_on"]:
        items |= {item: most for item, most, _ in words.NEW_ITEMS}
    lost: list[Lost] = []
    for _ in range(max(0, round(rng.gauss(6 * (1 - care), 1.2)))):
        item = rng.choice(list(items))
        points = rng.choice((1, 1, 2, 2, 3))
        if sum(p for i, p, _ in lost if i == item) + points <= items[item]:
            what = rng.choice(words.FOUND[item]).format(g=rng.choice(GROUPS))
            lost += [(item, points, what)] if all(what != w for _, _, w in lost) else []
    return Visit(village, day, recorded, kind, lost)


def _numbered(visits: list[Visit]) -> None:
    """The number that each will bear: recorded in this order, numbered within the year of the visit."""
    last: dict[int, int] = {}
    for visit in visits:
        last[visit.day.year] = last.get(visit.day.year, 0) + 1
        visit.number = f"村检{visit.day.year}-{last[visit.day.year]:04d}"


def _typed(lost: list[Lost]) -> str | None:
    return "\n".join(f"{item}：{points}，{what}" for item, points, what in lost) or None


def _visit(town: Town, rng: Random, visit: Visit) -> None:
    by = town.keeper(VISITS)
    route = rng.choice(words.ROUTES).format(g=rng.choice(GROUPS), h=rng.choice(GROUPS))
    values = {
        "village": visit.village.code, "visited_on": visit.day, "sheet_kind": visit.kind,
        "inspectors": rng.choice(words.INSPECTORS), "route": route, "deductions": _typed(visit.lost),
        "told_on": visit.recorded,
    }  # fmt: skip
    visit.record = town.plan.enter(VISITS, values, visit.recorded, by)
    for lost in visit.lost:
        if rng.random() < town.of(VISITS)["faults"]:
            make_fault(town, rng, visit, lost)


def _replies(town: Town, visits: list[Visit]) -> None:
    want, rng = town.of(REPLIES), town.rng(REPLIES)
    main = [v for v in visits if v.kind == MAIN and len(v.lost) > 1]
    # Early in the month and answered within it, so that the month's ranking finds nothing open.
    settled = [
        v for v in main if v.day.day <= 12 and v.month not in (want["open"], want["after_publication"])
    ]
    chosen = rng.sample(settled, want["kept"] + want["adopted"] + want["withdrawn"])
    outcomes = ["keep"] * want["kept"] + ["adopt"] * want["adopted"] + ["withdraw"] * want["withdrawn"]
    for visit, outcome in zip(chosen, outcomes, strict=True):
        _reply(town, rng, visit, outcome)
    late = [v for v in main if v.month == want["after_publication"] and v.day.day >= 20]
    _reply(town, rng, rng.choice(late), "adopt", filed=date(2023, 8, 14))
    open_ones = [v for v in main if v.month == want["open"] and v.day.day >= 20]
    _reply(town, rng, rng.choice(open_ones), "", filed=date(2023, 10, 9))


def _reply(town: Town, rng: Random, visit: Visit, outcome: str, filed: date | None = None) -> None:
    plan, by, clerk = town.plan, town.keeper(REPLIES), town.village_clerk(visit.village.code)
    matter, grounds = rng.choice(words.REPLIES)
    item, points, _ = visit.lost[0]
    filed = filed or after(visit.recorded, rng.choice((1, 1, 2)))
    values = {
        "matter": f"{item}：{matter}"[:100], "village": visit.village.code, "visit_no": visit.number,
        "sheet_kind": visit.kind, "told_on": visit.recorded, "filed_on": filed, "grounds": grounds,
        "points_asked": points,
    }  # fmt: skip
    record = plan.enter(REPLIES, values, filed, clerk)
    accepted = after(filed, 1)
    if accepted > plan.last_day or not outcome:
        return
    if outcome == "withdraw":
        plan.advance(REPLIES, record, "withdraw", accepted, clerk, "核实后确属本村")
        return
    plan.advance(REPLIES, record, "accept", accepted, by, accepted_on=accepted)
    decided = after(accepted, rng.choice((1, 2)))
    said: dict[str, Any] = {
        "decided_on": decided,
        "opinion": "经现场复核，情况属实" if outcome == "adopt" else "经现场复核，扣分属实，予以维持",
    }
    if outcome == "adopt":
        plan.advance(REPLIES, record, "adopt", decided, "fenguan2", **said, points_back=points)
        why = "采纳申辩，更正扣分"
        plan.correct(VISITS, visit.record, {"deductions": _typed(visit.lost[1:])}, why, after(decided, 1), by)
    else:
        plan.advance(REPLIES, record, "keep", decided, "fenguan2", **said)


def _rankings(town: Town) -> None:
    """Each month of 人居环境 is published within a week; the last waits for a reply."""
    want, rng, by = town.of(RANKINGS), town.rng(RANKINGS), town.keeper(RANKINGS)
    seen, last = town.of(VISITS), town.of(REPLIES)["open"]
    first: date = seen["first_month"]
    for n in range(seen["months"]):
        start = date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        if f"{start:%Y-%m}" == last:
            continue
        following = (start + timedelta(31)).replace(day=1)
        published = after(on_or_after(following), rng.randint(3, 5))
        values = {
            "title": f"{start.year}年{start.month}月{MAIN}评比", "sheet_kind": MAIN, "month_on": start,
            "red_count": want["red"], "black_count": want["black"], "published_on": published,
        }  # fmt: skip
        town.plan.enter(RANKINGS, values, published, by)


def _draws(town: Town) -> None:
    want, by = town.of(DRAWS), town.keeper(DRAWS)
    for week in want["weeks"]:
        values = {"week_on": week, "sheet_kind": MAIN, "how_many": want["how_many"], "team": "检查一组",
                  "method": "久未检查优先"}  # fmt: skip
        town.plan.enter(DRAWS, values, on_or_after(week), by)
