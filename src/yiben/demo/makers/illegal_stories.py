"""What becomes of a house built without leave: stopped, charged or pulled down, looked at again, closed."""

from datetime import date
from random import Random
from typing import Any

from yiben.demo.case_walk import CaseWalk
from yiben.demo.days import pick, working
from yiben.demo.side_moves import SIDES, Side

DEPUTY = "fenguan2"
CHECKER = "ziran"
"""The land office looks at what the enforcement office had mended."""
FREE = ("handed_over", "merged", "urged", "redone", "reopened")
PAYING = ("extended", "joint", "refused", "paused", "led", "dispatched", "filed")
"""Rare things, told of those who paid nothing and of those who paid."""


def told(paid: list[int], count: int) -> dict[int, str]:
    """Number of the case, in the order of finding, and the rare thing that happens to it."""
    free = [n for n in range(count) if n not in paid]
    return dict(zip(free, FREE, strict=False)) | dict(zip(reversed(paid), PAYING, strict=False))


def after_stop(walk: CaseWalk, values: dict[str, Any], rng: Random, fee: int, story: str) -> None:
    if story == "handed_over":
        walk.step("hand_over", 3, handed_to="利川市自然资源和规划局", why="占用耕地面积较大，移送县级立案")
        return
    if story == "merged":
        first = walk.town.plan.enter(walk.register, values, walk.day, walk.by)
        walk.step("merge", 1, why="同一户登记了两次", parts={"merge_into": first})
        return
    if story in SIDES:
        SIDES[story](Side(walk, DEPUTY, rng))
    elif story == "led":
        walk.step("escalate", 2, why="拒不停工，请分管领导包案", lead_official=DEPUTY)
    elif story == "filed":
        walk.step("file", 2, dated="filed_on told_on", defence="当事人无异议")
    if fee:
        _charged(walk, rng, fee, "charge_filed" if story == "filed" else "charge")
    if rng.random() < 0.8 or story:
        _closed(walk, values, rng, fee, story)


def _charged(walk: CaseWalk, rng: Random, fee: int, move: str) -> None:
    """Fees of last year's cases came in this year, when the sorting out began."""
    first = max(walk.day, date(2023, 2, 20))
    paid = pick(rng, first, date(2023, 9, 28))
    walk.step(
        move,
        max(len(working(walk.day, paid)) - 1, 0),
        fee=fee,
        fee_on=paid,
        receipt_no=f"票{rng.randrange(10**7):07d}",
    )


def _mend(walk: CaseWalk, values: dict[str, Any], rng: Random, fee: int) -> bool:
    handling = "补办手续" if fee else rng.choice(("自行拆除", "自行拆除", "依法拆除"))
    return walk.step(
        "mend", rng.randint(4, 22), dated="mended_on", handling=handling, proof="已处理，现场恢复。",
        demolished_area=None if fee else values["area"],
    )  # fmt: skip


def _closed(walk: CaseWalk, values: dict[str, Any], rng: Random, fee: int, story: str) -> None:
    if not _mend(walk, values, rng, fee):
        return
    if story == "redone":
        walk.step("redo", 2, why="基础没有拆净，复查不合格")
        _mend(walk, values, rng, fee)
    if not walk.step("close", rng.randint(1, 5), by=CHECKER, dated="closed_on"):
        return
    walk.step("archive", rng.randint(3, 15))
    if story == "reopened":
        walk.step("reopen", 10, by=DEPUTY, why="原地又建，重新办理")
