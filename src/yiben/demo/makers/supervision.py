"""督办事项 from meetings and leaders' notes to the archive, with every side move at least once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after
from yiben.demo.town import Town

REGISTER = "supervision_tasks"
GIVER = "writer"
HANDLERS = {
    "综合行政执法中心": "zhifa", "农业农村服务中心": "nongye", "财政所": "caizheng",
    "应急管理办公室": "yingji",
    "社会治安综合治理中心": "clerk", "经济发展办公室": "jingfa", "自然资源和规划所": "ziran",
    "民政和社会事务办公室": "minzheng", "乡村振兴办公室": "xiangcun", "党建工作办公室": "dangjian",
    "派出所": "paichusuo", "党政综合办公室": "writer",
}  # fmt: skip
APPROVER = "fenguan"
OPEN = 12
"""How many of the latest stay open on the demo day."""


@dataclass
class Task:
    """An item under way: who has it, and the day up to which it has come."""

    town: Town
    record: str
    unit: str
    handler: str
    due: date
    day: date
    rng: Random
    alive: bool = True
    over: bool = False
    said: dict[str, Any] = field(default_factory=dict)

    def step(
        self, move: str, wanted: date, by: str = "", why: str = "", named: str = "", **more: Any
    ) -> bool:
        """The move on the wanted day or the first after it; `named` is the field that takes this day.

        False, and the item rests for good, where that day would lie after the last of the demo.
        """
        parts = more.pop("parts", None)
        by = by or self.handler
        on = self.town.plan.earliest(self.record, max(on_or_after(wanted), self.day), by)
        on = on_or_after(on)
        if not self.alive or on > self.town.plan.last_day:
            self.alive = False
            return False
        values = dict(more) | ({named: on} if named else {})
        self.town.plan.advance(REGISTER, self.record, move, on, by, why, parts=parts, **values)
        self.day = on
        return True


def raise_item(
    town: Town, rng: Random, spec: tuple[str, str, str, str], on: date, source: str, basis: str, born_of: str
) -> Task:
    """Enter an item and give it to its unit on the same day."""
    matter, wish, kind, unit = spec
    place = None
    if unit == "village":
        village = town.any_village(rng)
        unit, place, handler = village.name, village.code, town.village_clerk(village.code)
        matter = f"{village.name}{matter}"
    else:
        handler = HANDLERS[unit]
    due = after(on, rng.choice((15, 20, 25, 30, 40)))
    values = {
        "matter": matter, "source": source, "basis": basis, "requirement": wish, "field": kind,
        "village": place, "raised_on": on, "leader": rng.choice(("fenguan", "fenguan2", "leader")),
        "answer_every": rng.choice(("每周", "每半月", "每月")),
    }  # fmt: skip
    record = town.plan.enter(REGISTER, values, on, GIVER, parts={"born_of": born_of})
    give: dict[str, Any] = {"given_on": on, "due_on": due}
    town.plan.advance(REGISTER, record, "give", on, GIVER, parts={"to_office": unit}, **give)
    return Task(town, record, unit, handler, due, on, rng)


def sign(task: Task) -> bool:
    return task.step("sign", after(task.day, task.rng.choice((1, 1, 2))), named="signed_on")


def answer(task: Task, on: date, hard: bool = False) -> bool:
    recipe = task.town.of(REGISTER)
    more = {"difficulty": task.rng.choice(recipe["difficulties"])} if hard else {}
    return task.step("answer", on, progress=task.rng.choice(recipe["progress"]), **more)


def finish(task: Task, on: date, archive: bool = True) -> bool:
    """Submitted, approved, struck off and archived by who gave it."""
    recipe, rng = task.town.of(REGISTER), task.rng
    asked: dict[str, Any] = {
        "result": rng.choice(recipe["results"]),
        "proof_note": rng.choice(recipe["proofs"]),
    }
    if not task.step("submit", on, named="submitted_on", **asked):
        return False
    if not task.step("approve", after(task.day, rng.choice((1, 2, 3))), GIVER, named="closed_on"):
        return False
    mark = rng.choices(("好", "较好", "一般"), (5, 4, 1))[0]
    done = task.step("strike", after(task.day, 2), GIVER, named="struck_on", evaluation=mark)
    if archive and done:
        task.step("archive", after(task.day, 5), GIVER)
    return True


def plainly(task: Task) -> None:
    """Most items: taken up, answered, done a little before or after the day."""
    if sign(task):
        answer(task, task.day + timedelta(7), task.rng.random() < 0.2)
        late = task.rng.random() < 0.2
        if late:
            task.step("urge", after(task.due, 1), GIVER)
        finish(task, after(task.due, 6) if late else task.due - timedelta(task.rng.randint(5, 15)))


def returned(task: Task) -> None:
    """Not theirs: sent back, given to another office, and done there."""
    if task.step("send_back", after(task.day, 1), why="职责不在本单位，建议交综合行政执法中心"):
        parts = {"to_office": "综合行政执法中心"}
        if task.step("give", after(task.day, 1), GIVER, named="given_on", parts=parts, due_on=task.due):
            task.unit, task.handler = "综合行政执法中心", "zhifa"
            plainly(task)


def joined(task: Task) -> None:
    if not sign(task):
        return
    helper = "财政所" if task.unit != "财政所" else "经济发展办公室"
    parts = {"joint_offices": [helper], "joint_due": after(task.day, 20).isoformat()}
    if task.step("join", task.day, GIVER, parts=parts):
        task.step("join_reply", after(task.day, 3), HANDLERS[helper],
                  parts={"joint_answer": "资金已安排，按进度拨付"})  # fmt: skip
        finish(task, task.due - timedelta(8))


def halted(task: Task) -> None:
    if sign(task) and task.step("halt", after(task.day, 3), GIVER, "等待雨季结束"):
        task.step("go_on", after(task.day, 10), GIVER)
        finish(task, after(task.day, 8))


def extended(task: Task) -> None:
    """Asked for once and refused, asked again and granted."""
    if sign(task) and task.step(
        "ask_more", after(task.day, 3), why="涉及户还没有谈拢", parts={"extend_days": 10}
    ):
        task.step("deny_more", after(task.day, 1), APPROVER, "先办已谈拢的")
        task.step("ask_more", after(task.day, 3), why="余下两户要等人回来", parts={"extend_days": 15})
        task.step("grant_more", after(task.day, 1), APPROVER)
        answer(task, after(task.day, 4))
        finish(task, after(task.day, 6))


def redone(task: Task) -> None:
    recipe = task.town.of(REGISTER)
    if sign(task) and task.step(
        "submit",
        after(task.day, 6),
        named="submitted_on",
        result=recipe["results"][0],
        proof_note="验收单1份",
    ):
        task.step("redo", after(task.day, 2), GIVER, "还有一处没有办到位")
        finish(task, after(task.day, 4))


def reopened(task: Task) -> None:
    if sign(task) and finish(task, after(task.day, 6), archive=False):
        task.step("reopen", after(task.day, 12), GIVER, "雨后又出现同样问题")
        finish(task, after(task.day, 5))


def escalated(task: Task) -> None:
    if sign(task):
        task.step("urge", after(task.due, 1), GIVER)
        task.step("urge", after(task.day, 3), GIVER)
        task.step("escalate", after(task.day, 2), GIVER, "两次催办没有进展，提请书记调度")
        answer(task, after(task.day, 2), hard=True)
        finish(task, after(task.day, 5))


def split(task: Task) -> None:
    """Into two parts, each finished, then the whole."""
    if not sign(task):
        return
    plan, on = task.town.plan, plan_day(task)
    parts = []
    for word, unit in (("（上段）", task.unit), ("（下段）", "综合行政执法中心")):
        spec = (f"道路边沟清理{word}", "分段办完", "环境整治", unit)
        parts.append(raise_item(task.town, task.rng, spec, on, "会议", "拆分", task.record))
        parts[-1].handler = task.handler if unit == task.unit else "zhifa"
    ids = [p.record for p in parts]
    plan.advance(REGISTER, task.record, "part", on, GIVER, "两段归属不同", parts={"split_into": ids})
    task.day = on
    for part in parts:
        sign(part)
        finish(part, after(part.day, 5))
    task.day = max([task.day, *(p.day for p in parts)])
    finish(task, after(task.day, 1))


def plan_day(task: Task) -> date:
    return on_or_after(task.town.plan.earliest(task.record, after(task.day, 2), GIVER))


WALKS: tuple[Callable[[Task], None], ...] = (
    returned, joined, halted, extended, redone, reopened, escalated, split,
)  # fmt: skip


def merged(task: Task, into: Task) -> None:
    task.step("merge", after(task.day, 1), GIVER, "与已立事项重复", parts={"merge_into": into.record})


def unfinished(task: Task, number: int) -> None:
    """Open on the demo day: not taken up, in hand, late with colours, waiting for the giver or for days."""
    last = task.town.plan.last_day
    if number == 0 or not sign(task):
        return
    match number % 6:
        case 1:
            answer(task, after(task.day, 3))
        case 2:
            task.step("urge", after(task.day, 5), GIVER)
            answer(task, after(task.day, 2), hard=True)
        case 3:
            task.step(
                "ask_more", min(after(task.day, 3), last), why="等县直部门意见", parts={"extend_days": 10}
            )
        case 4:
            task.step("submit", after(task.day, 4), named="submitted_on", result="已办完，请审核",
                      proof_note="验收单1份")  # fmt: skip
        case 5:
            task.step("urge", after(task.day, 3), GIVER)
            task.step("urge", after(task.day, 2), GIVER)
