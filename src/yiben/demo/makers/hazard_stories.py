"""What becomes of a hazard: ordered, put right by the village, looked at again, struck off."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from yiben.demo.case_walk import CaseWalk
from yiben.demo.side_moves import SIDES, Side

DEPUTY = "fenguan2"


@dataclass(frozen=True)
class Hazard:
    values: dict[str, Any]
    measure: str
    major: bool


Story = Callable[[CaseWalk, Hazard, Random], None]


def plain(walk: CaseWalk, hazard: Hazard, rng: Random) -> None:
    if hazard.major:
        major(walk, hazard, rng)
        return
    ordered(walk, hazard, rng)
    mended = fixed(walk, rng, rng.randint(1, 11))
    if mended and rng.random() < 0.1 and walk.has(10):
        walk.step("redo", rng.randint(1, 3), why="复查时措施没有到位")
        mended = fixed(walk, rng, rng.randint(2, 6))
    if mended:
        struck(walk, rng)


def ordered(walk: CaseWalk, hazard: Hazard, rng: Random) -> bool:
    return walk.step(
        "order_fix", rng.choice((0, 0, 1, 2)), must=True, measure=hazard.measure,
        responsible=walk.town.grown_up(walk.village, rng).name, protection="设警示标志，专人看守",
    )  # fmt: skip


def fixed(walk: CaseWalk, rng: Random, days: int) -> bool:
    return walk.step("fix", days, must=True, dated="rectified_on", proof="已按要求整改，附整改说明。")


def struck(walk: CaseWalk, rng: Random, major: bool = False) -> None:
    """Looked at again on a Friday by a team that the leader leads; a major one also needs his consent."""
    friday, who = walk.friday(1), "分管领导、应急办专干"
    if not walk.step("recheck", friday, by=DEPUTY, dated="rechecked_on", recheckers=2, rechecker_post=who):
        return
    if major:
        walk.step("consent", 0, by=DEPUTY, dated="resumed_on", why="复查合格，同意恢复生产经营")
    if walk.step("strike", rng.randint(1, 3), dated="struck_on") and rng.random() < 0.6:
        walk.step("archive", rng.randint(3, 15))


def major(walk: CaseWalk, hazard: Hazard, rng: Random) -> None:
    """Listed, work stopped, put right by the plan, resumed only after a look and a leader's consent."""
    ordered(walk, hazard, rng)
    walk.step("report_up", 0, dated="reported_up_on")
    walk.step(
        "list", 1, dated="listed_on", listing="挂牌督办", lead_official=DEPUTY,
        plan="停产整改，分两段加固，专家验收", emergency_plan="现场处置方案，险情即撤人",
        money=80000, why="重大隐患，挂牌督办",
    )  # fmt: skip
    walk.step("stop_work", 0, dated="stopped_on", why="整改前无法保证安全，责令停产")
    if walk.has(30):
        walk.step("fine", 2, fine=10000, penalty="未按规定排查隐患，罚款")
        SIDES["extended"](Side(walk, DEPUTY, rng))
    if fixed(walk, rng, rng.randint(6, 14)):
        struck(walk, rng, major=True)


def _with(*sides: str) -> Story:
    def story(walk: CaseWalk, hazard: Hazard, rng: Random) -> None:
        if hazard.major:
            major(walk, hazard, rng)
            return
        ordered(walk, hazard, rng)
        for name in sides:
            SIDES[name](Side(walk, DEPUTY, rng))
        if fixed(walk, rng, rng.randint(2, 5)):
            struck(walk, rng)

    return story


def _redone(walk: CaseWalk, hazard: Hazard, rng: Random) -> None:
    """Failed the second look; later it came back, and was opened again."""
    ordered(walk, hazard, rng)
    fixed(walk, rng, 4)
    walk.step("redo", 2, why="复查时措施没有到位")
    if fixed(walk, rng, 4):
        struck(walk, rng)
    walk.step("reopen", 9, by=DEPUTY, why="汛期又出现同样问题，重新办理")
    if fixed(walk, rng, 3):
        struck(walk, rng)


def _listed(walk: CaseWalk, hazard: Hazard, rng: Random) -> None:
    """Found to be major when it was graded."""
    changes, why = {"grade": "重大"}, "分级时认定为重大隐患"
    walk.town.plan.correct(walk.register, walk.record, changes, why, walk.day, walk.by)
    major(walk, hazard, rng)


def handed_over(walk: CaseWalk, hazard: Hazard, rng: Random) -> None:
    ordered(walk, hazard, rng)
    walk.step("hand_over", 2, must=True, handed_to="利川市应急管理局", why="属县级许可企业，镇里无权处理")


def merged(walk: CaseWalk, hazard: Hazard, rng: Random) -> None:
    """The same thing entered by two teams."""
    first = walk.town.plan.enter(walk.register, hazard.values, walk.day, walk.by)
    walk.step("merge", 2, must=True, why="两组检查登记了同一项", parts={"merge_into": first})
    plain(CaseWalk(walk.town, walk.register, first, walk.day, walk.village), hazard, rng)


CLOSING: tuple[Story, ...] = (
    _with("extended"), _listed, _with("joint"), _with("refused", "urged"), _redone, _with("paused"), _listed,
    _with("dispatched"),
)  # fmt: skip
LEAVING: dict[str, Story] = {"handed_over": handed_over, "merged": merged}


def unfinished(walk: CaseWalk, hazard: Hazard, rng: Random) -> None:
    """Not put right yet: ordered, urged, more time asked for."""
    if rng.random() < 0.8 and ordered(walk, hazard, rng) and walk.has(3):
        SIDES[rng.choice(("asking", "urged"))](Side(walk, DEPUTY, rng))
