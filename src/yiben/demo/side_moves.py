"""The side moves that every register of cases has: more time, urging, joint offices, standing still.

Each is tried once the case is in hand, and leaves it in hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from yiben.demo.case_walk import CaseWalk

OFFICES = {
    "petitions": ("ziran", "nongye"), "hotline_orders": ("zhifa", "nongye"),
    "disputes": ("ziran", "paichusuo"), "safety_hazards": ("paichusuo", "ziran"),
    "house_permits": ("nongye", "zhifa"), "illegal_buildings": ("ziran", "paichusuo"),
}  # fmt: skip
"""Whom each register asks to take part."""
RESUME = {"disputes": "resume_mediation"}
"""Where going on is not called resume."""


@dataclass(frozen=True)
class Side:
    """A side move on its way."""

    walk: CaseWalk
    deputy: str
    """Username of the deputy leader who decides."""
    rng: Random


def extended(side: Side) -> None:
    """More time asked for and granted."""
    side.walk.step("ask_more_time", 1, why="情况复杂，还要现场核实")
    side.walk.step("extend", 1, by=side.deputy, why="同意，抓紧办理")


def refused(side: Side) -> None:
    """More time asked for and not granted."""
    side.walk.step("ask_more_time", 1, why="承办人外出培训")
    side.walk.step("refuse_extension", 1, by=side.deputy, why="理由不充分，请按期办结")


def asking(side: Side) -> None:
    """More time asked for; nobody has decided yet."""
    side.walk.step("ask_more_time", 1, why="需请县里技术人员到场，申请延期")


def urged(side: Side) -> None:
    side.walk.step("urge", 1, why="群众再次来电询问，请尽快办理")


def joint(side: Side) -> None:
    """Two offices asked to take part; both answer, through whoever handles the case."""
    offices = OFFICES[side.walk.register]
    if not side.walk.has(5):
        return
    side.walk.step("join", 1, why="涉及多个单位，请共同研究", parts={"joint_offices": list(offices)})
    for office, said in zip(
        offices, ("已到现场核实，意见附后", "不涉及本单位许可事项，配合处理"), strict=True
    ):
        parts = {"joint_office": office, "joint_answer": said}
        side.walk.step("answer_joint", 1, by=side.walk.owner, parts=parts)


def paused(side: Side) -> None:
    """Stands still for some days."""
    if side.walk.has(8):
        side.walk.step("suspend", 1, why="当事人外出，待返乡后继续")
        side.walk.step(RESUME.get(side.walk.register, "resume"), side.rng.randint(3, 6))


def dispatched(side: Side) -> None:
    """Given on to the village."""
    village = side.walk.town.name_of(side.walk.village)
    if side.walk.step("dispatch", 0, parts={"to_office": village}):
        side.walk.owner = side.walk.town.village_clerk(side.walk.village)


SIDES: dict[str, Callable[[Side], None]] = {
    "extended": extended, "refused": refused, "urged": urged, "joint": joint, "paused": paused,
    "dispatched": dispatched, "asking": asking,
}  # fmt: skip
