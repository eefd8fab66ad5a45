"""What becomes of an application to build: village, town, three visits, acceptance; some stand still."""

from datetime import date
from random import Random
from typing import Any

from yiben.demo.case_walk import CaseWalk
from yiben.demo.days import after, working
from yiben.demo.side_moves import SIDES, Side

DEPUTY = "fenguan2"
OPINION = "选址符合村庄规划，不占永久基本农田，四至无争议。"
VISITORS = "自然资源所、农业服务中心、村文书"
SIDEWAYS = ("extended", "joint", "urged", "paused", "refused", "dispatched", "papers", "led")
"""Once each, the rare things of a review."""


def publicised(walk: CaseWalk, rng: Random, days: int = 2) -> bool:
    if rng.random() < 0.2:
        walk.step("discuss", 1, dated="discussed_on")
    return walk.step("publicise", days, dated="publicised_on", village_opinion="同意")


def _taken(walk: CaseWalk, rng: Random, taken: date, side: str = "") -> None:
    """Handed in by the village, complete or not, and taken up by the town on the day."""
    publicised(walk, rng)
    walk.step(
        "submit", max(len(working(walk.day, taken)) - (6 if side == "papers" else 2), 0), dated="submitted_on"
    )
    if side == "papers":
        walk.step("ask_papers", 1, dated="papers_asked_on", papers_missing="缺四至图、家庭户口簿复印件")
        walk.step("hand_in", 3, dated="taken_on")
    else:
        walk.step("take", max(len(working(walk.day, taken)) - 1, 0), dated="taken_on")


def approved(walk: CaseWalk, rng: Random, batch: Any, taken: date, side: str) -> None:
    """Looked at on the spot and decided with its batch; written down a day or two later."""
    _taken(walk, rng, taken, side)
    if side == "led":
        walk.step("escalate", 0, why="占地有争议，请分管领导包保", lead_official=DEPUTY)
    elif side in SIDES:
        SIDES[side](Side(walk, DEPUTY, rng))
    visited = walk.day if walk.day <= batch["approved"] else batch["approved"]
    walk.step("visit", 0, first_visit_on=visited, first_visitors=VISITORS)
    _decided(walk, rng, batch)


def _decided(walk: CaseWalk, rng: Random, batch: Any) -> None:
    area, floors = rng.choice((100, 120, 120, 135, 140)), rng.choice((1, 2, 2, 3))
    days = max(len(working(walk.day, batch["approved"])) - 1, 0) + rng.choice((1, 2, 2, 3))
    walk.step(
        "approve", days, approved_on=batch["approved"], batch=batch["name"], approved_area=area,
        approved_floors=floors, approved_footprint=area - 15, approved_height=floors * 3 + 1,
        joint_opinion=OPINION,
    )  # fmt: skip


def built(walk: CaseWalk, rng: Random) -> None:
    """The permit handed over, the house set out, patrolled, finished, accepted; a few built over."""
    number = f"农宅准字2023第{rng.randint(1, 999):03d}号"
    if (
        not walk.step("deliver", rng.randint(1, 6), dated="delivered_on", permit_no=number)
        or rng.random() < 0.2
    ):
        return
    if not walk.step("ask_setting_out", rng.randint(3, 24), dated="set_out_asked_on"):
        return
    if not walk.step("set_out", rng.randint(1, 3), dated="second_visit_on"):
        return
    if rng.random() < 0.6:
        walk.step("patrol", rng.randint(10, 25), dated="patrolled_on", patrol_found="按图施工")
    if not walk.step("finish", rng.randint(25, 60), dated="finished_on"):
        return
    if rng.random() < 0.08 and walk.step("redo", 2, dated="mend_asked_on", why="附属用房超出放线，限期改正"):
        walk.step("finish", 12, dated="finished_on")
    area = rng.choice((98, 98, 98, 120, 124))
    accepted = walk.step(
        "accept", rng.randint(1, 4), dated="third_visit_on accepted_on", actual_area=area,
        actual_floors=rng.choice((1, 2)), old_returned=True,
    )  # fmt: skip
    if accepted and rng.random() < 0.5:
        walk.step("archive", rng.randint(5, 20))


def refused(walk: CaseWalk, rng: Random) -> None:
    _taken(walk, rng, after(walk.day, 7))
    walk.step("visit", 1, dated="first_visit_on", first_visitors=VISITORS)
    walk.step("refuse", 2, dated="approved_on", why="选址在基本农田内，不符合条件")


def expired(walk: CaseWalk, rng: Random) -> None:
    """The family gave it up before anything was built."""
    walk.step("expire", 40, dated="expired_on", why="申请人外出务工，自愿放弃建房")


def reviewed_again(walk: CaseWalk, rng: Random, batch: Any, taken: date) -> None:
    """Refused, then looked at again on another plot and allowed with the batch."""
    _taken(walk, rng, taken)
    walk.step("visit", 0, dated="first_visit_on", first_visitors=VISITORS)
    walk.step("refuse", 0, dated="approved_on", why="原选址离高压线过近")
    walk.step("review_again", 1, by=DEPUTY, why="另选地址，重新审查")
    walk.step("visit", 1, dated="first_visit_on", first_visitors=VISITORS)
    _decided(walk, rng, batch)


def taken_up_again(walk: CaseWalk, rng: Random, batch: Any) -> None:
    """Accepted and put away; then the family asked to build otherwise."""
    walk.step("deliver", 2, dated="delivered_on", permit_no="农宅准字2022第018号")
    walk.step("ask_setting_out", 4, dated="set_out_asked_on")
    walk.step("set_out", 2, dated="second_visit_on")
    walk.step("finish", 40, dated="finished_on")
    walk.step(
        "accept", 2, dated="third_visit_on accepted_on", actual_area=98, actual_floors=1, old_returned=True
    )
    walk.step("archive", 4)
    walk.step("reopen", 6, by=DEPUTY, why="变更为加建附属用房，重新审查")
    walk.step("visit", 1, dated="first_visit_on", first_visitors=VISITORS)
    _decided(walk, rng, batch | {"approved": after(walk.day, 1)})


def waiting(walk: CaseWalk, rng: Random, n: int) -> None:
    """Not decided on the demo day: most still in the village, some with the town."""
    if n == 0:
        walk.step("send_back", 1, why="村级公示有异议，退回重新选址", village_opinion="不同意")
        return
    if n == 1:
        other = walk.town.plan.enter(walk.register, _same(walk), walk.day, walk.by)
        walk.step("merge", 1, why="一户申请了两次", parts={"merge_into": other})
        return
    if rng.random() < 0.3 or not publicised(walk, rng) or rng.random() < 0.6:
        return
    if n % 5 == 0 and walk.step("submit", 3, dated="submitted_on"):
        walk.step("ask_papers", 1, dated="papers_asked_on", papers_missing="缺邻户签字")
    elif n % 5 < 3:
        _late(walk, rng, n)
    else:
        walk.step("submit", 3, dated="submitted_on")


def _late(walk: CaseWalk, rng: Random, n: int) -> None:
    """With the town for some days; one of them stands still for a quarrel about the boundary."""
    days = max(len(working(walk.day, walk.last)) - 6, 1)
    if walk.step("submit", days, dated="submitted_on") and walk.step("take", 1, dated="taken_on"):
        if n % 2:
            walk.step("suspend", 1, why="与邻户界址有争议，调解后再办")
        else:
            walk.step("visit", 1, dated="first_visit_on", first_visitors=VISITORS)


def _same(walk: CaseWalk) -> dict[str, Any]:
    person = walk.town.grown_up(walk.village, Random(walk.record))
    return {
        "matter": "二组原址翻建住房", "applicant": person.name, "id_number": person.id_number,
        "village": walk.village, "family": 4,
        "build_kind": "原址翻建", "land_kind": "建设用地", "applied_on": walk.day,
    }  # fmt: skip
