"""村级问题: what a visit found, handed over, mended, looked at again and struck off; every side move."""

from datetime import date, timedelta
from random import Random
from typing import Protocol

from yiben.demo.days import after
from yiben.demo.makers import inspection_words as words
from yiben.demo.town import Town
from yiben.demo.villages import Village

REGISTER = "village_faults"
APPROVER = "fenguan2"


class Visited(Protocol):
    """What a fault needs to know of its visit."""

    village: Village
    day: date
    recorded: date
    kind: str
    number: str
    record: str


def make_fault(town: Town, rng: Random, visit: Visited, lost: tuple[str, int, str]) -> None:
    """One place marked down, as a case born of the visit."""
    plan, by, clerk = town.plan, town.keeper(REGISTER), town.village_clerk(visit.village.code)
    item, points, what = lost
    values = {
        "fault": what, "village": visit.village.code, "sheet_kind": visit.kind, "item": item,
        "points": points, "found_on": visit.day, "visit_no": visit.number, "spot": what[:4],
    }  # fmt: skip
    record = plan.enter(REGISTER, values, visit.recorded, by, parts={"born_of": visit.record})
    handed = after(visit.recorded, rng.choice((0, 0, 1)))
    if handed > plan.last_day:
        return
    plan.advance(REGISTER, record, "hand", handed, by, handed_on=handed, demand="清理干净，明确管护人")
    turn = rng.random()
    if turn < 0.03 and after(handed, 2) <= plan.last_day:
        why = rng.choice(words.NOT_OURS)
        plan.advance(REGISTER, record, "return", after(handed, 2), clerk, why, returned_to="邻村或公路部门")
        return
    due = visit.day + timedelta(7)
    if turn < 0.10:
        _extended(town, rng, record, handed, due, clerk, granted=turn < 0.08)
    slow = rng.random() < 0.12
    mended = after(handed, rng.randint(7, 11) if slow else rng.randint(1, 4))
    if slow and due < plan.last_day - timedelta(3):
        plan.advance(REGISTER, record, "urge", after(due, 1), by, "期限已过，请抓紧")
    _mended(town, rng, record, mended, by, clerk)


def _extended(
    town: Town, rng: Random, record: str, handed: date, due: date, clerk: str, granted: bool
) -> None:
    """Asked for at once and answered the next day, while the limit still runs."""
    plan, asked = town.plan, after(handed, 1)
    if asked > due or after(asked, 2) > plan.last_day:
        return
    plan.advance(REGISTER, record, "ask_extension", asked, clerk, rng.choice(words.LATER))
    if granted:
        plan.advance(REGISTER, record, "grant_extension", after(asked, 1), APPROVER, "同意")
    else:
        plan.advance(
            REGISTER, record, "refuse_extension", after(asked, 1), APPROVER, "能够当日清理，不宜延期"
        )


def _mended(town: Town, rng: Random, record: str, mended: date, by: str, clerk: str) -> None:
    plan = town.plan
    mended = plan.earliest(record, mended, clerk)
    if mended > plan.last_day:
        return
    plan.advance(
        REGISTER, record, "mend", mended, clerk, mended_on=mended, mended_how=rng.choice(words.MENDED)
    )
    seen = after(mended, rng.randint(1, 6))
    if seen > plan.last_day:
        return
    if rng.random() < 0.08 and after(seen, 5) <= plan.last_day:
        plan.advance(REGISTER, record, "redo", seen, by, rng.choice(words.REDO))
        again = after(seen, rng.randint(1, 3))
        plan.advance(
            REGISTER, record, "mend", again, clerk, mended_on=again, mended_how=rng.choice(words.MENDED)
        )
        seen = after(again, 1)
    plan.advance(REGISTER, record, "recheck", seen, by, rechecked_on=seen)
    if rng.random() < 0.015 and after(seen, 9) <= plan.last_day:
        plan.advance(REGISTER, record, "reopen", after(seen, 9), by, "销号后又出现")
