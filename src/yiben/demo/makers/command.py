"""A year's rhythm: meetings, leaders' notes, what they decided, sheets and notices about it."""

from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after
from yiben.demo.makers import supervision
from yiben.demo.makers.supervision import GIVER, REGISTER, WALKS, Task
from yiben.demo.plan import Planned
from yiben.demo.town import Town
from yiben.ledger.acts import Advance, Enter

CHAIRS = {"书记月调度": "", "镇长周调度": "leader", "分管领导日调度": "fenguan", "月督办": "fenguan"}
QUARTERS = (
    (date(2023, 1, 1), date(2023, 3, 31), "第一季度"),
    (date(2023, 4, 1), date(2023, 6, 30), "第二季度"),
    (date(2023, 7, 1), date(2023, 9, 30), "第三季度"),
)
DEMAND = "逾期的事项，承办单位要在本月底前办结；确有困难的，按规定申请延期。各单位不另报书面材料。"


def make(town: Town) -> None:
    """Meetings and notes in order of days; each gives its items, and every walk is taken in turn."""
    rng = town.rng("command")
    tasks: list[Task] = []
    last: dict[str, date] = {}
    for on, occasion, decisions in _meetings(town, rng):
        meeting = _meeting(town, rng, on, occasion, last.get(occasion))
        last[occasion] = on
        for _ in range(decisions):
            tasks.append(_item(town, rng, on, _topic(occasion, on), meeting))
    for row in town.of("leader_notes")["rows"]:
        tasks.append(_note(town, rng, row))
    tasks.sort(key=lambda t: (t.day, t.record))
    _live(tasks)
    _sheets(town, rng, tasks)
    _notices(town)


def _meetings(town: Town, rng: Random) -> list[tuple[date, str, int]]:
    """Day, occasion, number of decisions."""
    first, until = town.of("meetings")["from"], town.plan.last_day
    found = []
    week = first
    while week <= until:
        on = on_or_after(week)
        if on <= until and not date(2023, 1, 18) <= on <= date(2023, 1, 30):
            found.append((on, "镇长周调度", rng.choices((0, 1, 2), (35, 50, 15))[0]))
        week += timedelta(7)
    month = first.replace(day=1)
    while month <= until:
        for day, occasion, most in ((6, "书记月调度", 1), (25, "月督办", 1)):
            on = on_or_after(month.replace(day=day))
            if first <= on <= until:
                found.append((on, occasion, rng.randint(0, most)))
        month = (month + timedelta(32)).replace(day=1)
    for on in (date(2023, 4, 11), date(2023, 7, 11), date(2023, 10, 10)):
        found.append((on, "季比对", 0))
    found += [(date(2022, 12, 29), "年结账", 1), (date(2023, 8, 15), "专题会", 2)]
    flood = [date(2023, 7, d) for d in (3, 4, 5, 6, 7, 10, 11, 12)]
    found += [(on, "分管领导日调度", 0) for on in flood]
    return sorted(found)


def _topic(occasion: str, on: date) -> str:
    return f"{occasion}会（{on.year}年{on.month}月{on.day}日）"


def _meeting(town: Town, rng: Random, on: date, occasion: str, last: date | None) -> str:
    values = {
        "topic": _topic(occasion, on), "occasion": occasion, "held_on": on, "since_on": last,
        "chair": CHAIRS.get(occasion, "leader") or None, "attended": rng.randint(9, 34),
        "field": "防汛防火" if occasion == "分管领导日调度" else "综合",
        "minutes": town.of("meetings")["supervised"],
    }  # fmt: skip
    return town.plan.enter("meetings", values, on, GIVER)


def _item(town: Town, rng: Random, on: date, basis: str, born_of: str) -> Task:
    spec = tuple(rng.choice(town.of(REGISTER)["items"]))
    return supervision.raise_item(town, rng, spec, on, "会议", basis, born_of)


def _note(town: Town, rng: Random, row: dict[str, Any]) -> Task:
    on = on_or_after(row["on"])
    note = {
        "matter": row["matter"], "kind": row["kind"], "noted_on": on, "note": row["note"],
        "document": row.get("document"), "leader": "leader" if row["kind"] == "领导批示" else None,
    }  # fmt: skip
    born = town.plan.enter("leader_notes", note, on, GIVER)
    source = row["kind"] if row["kind"] != "上级交办" else "上级文件"
    spec = (row["item"], row["note"], "其他", row["unit"])
    return supervision.raise_item(town, rng, spec, on, source, row.get("document") or row["matter"], born)


def _live(tasks: list[Task]) -> None:
    """The last ones stay open; of the others some take the walks, two are merged, the rest go plainly."""
    done, unfinished = tasks[: -supervision.OPEN], tasks[-supervision.OPEN :]
    for n, task in enumerate(done):
        if n % 5 == 0 and n // 5 < 2 * len(WALKS):
            WALKS[(n // 5) % len(WALKS)](task)
        elif n in (7, 31):
            supervision.merged(task, done[n - 1])
        else:
            supervision.plainly(task)
    for n, task in enumerate(reversed(unfinished)):
        supervision.unfinished(task, n)


def numbers(town: Town, register: str, prefix: str) -> dict[str, str]:
    """Record → the number that it will get: in the order of recording, anew each year."""
    entered = [p for p in town.plan.acts if p.register == register and isinstance(p.act, Enter)]
    found: dict[str, str] = {}
    last: dict[int, int] = {}
    for planned in sorted(entered, key=lambda p: (p.day, p.by, p.order)):
        year = _year(planned)
        last[year] = last.get(year, 0) + 1
        found[planned.record] = f"{prefix}{year}-{last[year]:04d}"
    return found


def _year(planned: Planned) -> int:
    assert isinstance(planned.act, Enter)
    day = planned.act.values["raised_on"]
    assert isinstance(day, date)
    return day.year


def _sheets(town: Town, rng: Random, tasks: list[Task]) -> None:
    """A sheet for each urged item, with its receipt; one went to the wrong unit and is void."""
    known = numbers(town, REGISTER, "督事")
    entered = {p.record: p.act for p in town.plan.acts if p.register == REGISTER and isinstance(p.act, Enter)}
    urged = _urged(town)
    for n, task in enumerate(t for t in tasks if t.record in urged):
        on = after(urged[task.record], 1)
        if on > town.plan.last_day:
            continue
        late = (on - task.due).days
        colour = "红色重警" if late > 15 else "橙色警示" if late > 7 else "蓝色提醒"
        reply = after(on, 5)
        values = {
            "matter": entered[task.record].values["matter"], "task_number": known[task.record],
            "to_unit": task.unit if n != 2 else "财政所", "colour": colour, "issued_on": on,
            "reply_on": reply, "requirement": "说明滞后原因，写明办结日期",
        }  # fmt: skip
        sheet = town.plan.enter("supervision_sheets", values, on, GIVER)
        if n == 2:
            town.plan.void("supervision_sheets", sheet, "主送单位填错", after(on, 1), GIVER)
            continue
        _receipt(town, rng, sheet, on)


def _receipt(town: Town, rng: Random, sheet: str, on: date) -> None:
    received, replied = after(on, 1), after(on, 4)
    plan = town.plan
    if received <= plan.last_day:
        plan.advance("supervision_sheets", sheet, "receive", received, GIVER, received_on=received)
    if replied <= plan.last_day and rng.random() < 0.8:
        said = "已加派人手，按新计划推进"
        plan.advance("supervision_sheets", sheet, "reply", replied, GIVER, replied_on=replied, reply=said)


def _urged(town: Town) -> dict[str, date]:
    """Items that were urged, and when first."""
    found: dict[str, date] = {}
    for planned in town.plan.acts:
        if isinstance(planned.act, Advance) and planned.act.move == "urge" and planned.register == REGISTER:
            found.setdefault(planned.record, planned.day)
    return found


def _notices(town: Town) -> None:
    for start, end, title in QUARTERS:
        on = after(end + timedelta(1), 1)
        values = {
            "subject": f"{end.year}年{title}督办事项办理情况通报", "from_on": start, "until_on": end,
            "issued_on": on, "copied": "市委督查室，市政府督查室",
            "demand": DEMAND,
        }  # fmt: skip
        town.plan.enter("supervision_notices", values, on, GIVER)
