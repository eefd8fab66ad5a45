"""热线工单: orders of the 12345 platform, signed for, answered, followed up; some sent back or done again."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from yiben.demo import words
from yiben.demo.case_walk import CaseWalk
from yiben.demo.days import after, picks
from yiben.demo.side_moves import SIDES, Side
from yiben.demo.town import Town

REGISTER = "hotline_orders"
DEPUTY = "fenguan"
PRAISE = ("满意", "满意", "满意", "基本满意", "未评价")
STORY_FROM = date(2023, 3, 1)
"""From here on the rare things happen, one order each."""
Story = Callable[[CaseWalk, Random], None]


def make(town: Town) -> None:
    recipe, rng = town.of(REGISTER), town.rng(REGISTER)
    stories = iter(STORIES)
    made = []
    for flow in recipe["flows"]:
        days = picks(rng, flow["received"], flow["from"], flow["to"])
        leaving = iter([LEAVING[name] for name in flow.get("leaving", ())])
        missing = len(days) - flow["closed"]
        not_closed = set(rng.sample(range(max(0, len(days) - 12), len(days)), missing))
        for n, received in enumerate(days):
            values = _values(town, rng, received)
            recorded, why = town.recorded(received, recipe["late"], rng)
            record = town.plan.enter(REGISTER, values, recorded, town.keeper(REGISTER), why)
            made.append((values, recorded))
            walk = CaseWalk(town, REGISTER, record, recorded, values["village"])
            if n in not_closed:
                next(leaving, _in_hand)(walk, rng)
            elif received >= STORY_FROM and recorded == received:
                next(stories, _answered)(walk, rng)
            else:
                _answered(walk, rng)
    for values, recorded in rng.sample(made, recipe["doubles"]):
        _double(town, rng, values, recorded)


def _values(town: Town, rng: Random, received: date) -> dict[str, Any]:
    category, matter, wish = rng.choice(words.PETITIONS)
    village = town.any_village(rng)
    who = town.grown_up(village.code, rng)
    kind = (
        "咨询" if "咨询" in matter else "建议" if "建议" in matter else rng.choice(("求助", "求助", "投诉"))
    )
    return {
        "matter": f"{village.name}{words.fill(matter, rng)}",
        "upstream_no": f"{received:%Y%m%d}{rng.randrange(10**10):010d}",
        "village": village.code,
        "request_kind": kind,
        "category": category,
        "urgency": rng.choices(("一般", "紧急", "特急"), (92, 7, 1))[0],
        "difficulty": "疑难" if rng.random() < 0.08 else "普通",
        "petitioner": who.name,
        "phone": who.phone,
        "request": wish,
        "repeated": rng.random() < 0.06,
        "received_on": received,
    }


def _sign(walk: CaseWalk, rng: Random) -> bool:
    return walk.step("sign", 0, must=True, dated="signed_on")


def _contact(walk: CaseWalk, rng: Random) -> bool:
    way = rng.choice(("电话", "电话", "上门"))
    return walk.step("contact", rng.choice((0, 0, 1)), must=True, dated="contacted_on", contact_way=way)


def _reply(walk: CaseWalk, rng: Random, days: int, contact: bool = False) -> bool:
    resolved = rng.choices(("已解决", "部分解决", "未解决"), (84, 9, 7))[0]
    why = "需列入明年项目计划" if resolved == "未解决" else None
    return walk.step(
        "reply", days, must=True, dated="closed_on",
        true_claim="属实" if resolved == "已解决" else rng.choice(("属实", "部分属实", "不属实")),
        resolved=resolved, unresolved_why=why, beyond_duty=False,
        contacted_on=walk.day if contact else None, contact_way="电话" if contact else None,
        handled="村干部到场查看，与诉求人当面沟通处理。", public_reply="您反映的问题已到现场处理，感谢支持。",
    )  # fmt: skip


def _finish(walk: CaseWalk, rng: Random, praise: str = "") -> None:
    said = praise or rng.choice(PRAISE)
    if (
        walk.step("revisit", rng.randint(1, 3), dated="revisited_on", satisfaction=said)
        and rng.random() < 0.4
    ):
        walk.step("archive", rng.randint(5, 20))


def _answered(walk: CaseWalk, rng: Random) -> None:
    """What happens to nine orders of ten."""
    _sign(walk, rng)
    separate = rng.random() < 0.4
    if separate:
        _contact(walk, rng)
    if rng.random() < 0.3:
        SIDES["dispatched"](Side(walk, DEPUTY, rng))
    _reply(walk, rng, rng.choices((0, 1, 2, 3, 4, 6, 8), (14, 22, 24, 18, 12, 5, 2))[0], not separate)
    _finish(walk, rng)


def _with(name: str) -> Story:
    def story(walk: CaseWalk, rng: Random) -> None:
        _sign(walk, rng)
        _contact(walk, rng)
        SIDES[name](Side(walk, DEPUTY, rng))
        _reply(walk, rng, rng.randint(1, 3))
        _finish(walk, rng)

    return story


def _redone(walk: CaseWalk, rng: Random) -> None:
    """Not content at the follow-up: done once more, under a leader."""
    _sign(walk, rng)
    _contact(walk, rng)
    _reply(walk, rng, 2)
    walk.step("redo", 2, why="回访不满意，路面仍有积水", satisfaction="不满意")
    walk.step("escalate", 1, why="重办件，请分管领导督办", lead_official=DEPUTY)
    _reply(walk, rng, 2)
    _finish(walk, rng, "满意")


def _reopened(walk: CaseWalk, rng: Random) -> None:
    _sign(walk, rng)
    _reply(walk, rng, 2, contact=True)
    walk.step("revisit", 2, dated="revisited_on", satisfaction="满意")
    walk.step("archive", 3)
    walk.step("reopen", 6, by=DEPUTY, why="同一问题再次出现，重新办理")
    _reply(walk, rng, 2)
    _finish(walk, rng, "基本满意")


def _ruled_ours(walk: CaseWalk, rng: Random) -> None:
    walk.step("ask_ruling", 1, dated="ruling_asked_on", why="镇、市政部门职责有分歧")
    walk.step("ruled_ours", 3, dated="ruled_on")
    _answered(walk, rng)


def _sent_back(walk: CaseWalk, rng: Random) -> None:
    walk.step("send_back", 0, must=True, return_reason="属地不符", why="地点在邻镇，不属本镇")


def _ruled_not_ours(walk: CaseWalk, rng: Random) -> None:
    walk.step("ask_ruling", 0, dated="ruling_asked_on", why="属市政养护路段，职责有分歧")
    walk.step(
        "ruled_not_ours",
        2,
        by=DEPUTY,
        dated="ruled_on",
        return_reason="职能不符",
        why="裁定由市公路管理单位办理",
    )


def _in_hand(walk: CaseWalk, rng: Random) -> None:
    """Not answered yet on the demo day."""
    if rng.random() < 0.3:
        return
    _sign(walk, rng)
    if walk.has(1) and _contact(walk, rng) and rng.random() < 0.4:
        SIDES["urged"](Side(walk, DEPUTY, rng))


def _merged(walk: CaseWalk, rng: Random) -> None:
    """The same caller rang twice: the second order goes into the first."""
    values = _values(walk.town, rng, walk.day) | {"village": walk.village, "repeated": True}
    first = walk.town.plan.enter(REGISTER, values, walk.day, walk.by)
    _sign(walk, rng)
    walk.step("merge", 1, must=True, why="同一诉求人同一事项，并入另一件", parts={"merge_into": first})
    _answered(CaseWalk(walk.town, REGISTER, first, walk.day, walk.village), rng)


STORIES: tuple[Story, ...] = (
    _with("extended"), _with("refused"), _with("urged"), _with("joint"), _with("paused"), _redone,
    _reopened, _ruled_ours,
)  # fmt: skip
LEAVING: dict[str, Story] = {"sent_back": _sent_back, "ruled_not_ours": _ruled_not_ours, "merged": _merged}


def _double(town: Town, rng: Random, values: dict[str, Any], recorded: date) -> None:
    """The platform sent the same matter under another number; the second order is taken out again."""
    clerk = town.keeper(REGISTER)
    again = min(after(recorded, rng.randint(0, 2)), town.plan.last_day)
    other = values | {"upstream_no": f"{again:%Y%m%d}{rng.randrange(10**10):010d}"}
    double = town.plan.enter(REGISTER, other, again, clerk)
    noticed = min(after(again, rng.randint(1, 9)), town.plan.last_day)
    town.plan.void(REGISTER, double, rng.choice(words.DOUBLE), noticed, clerk)
