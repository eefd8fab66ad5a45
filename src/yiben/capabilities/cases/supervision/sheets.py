"""督办单: a numbered sheet about one supervision item, made from the ledger, with a receipt to send back.

The number is the ledger's own, given when the sheet is entered; what is refused takes none, and a void sheet
keeps its own.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yiben.capabilities.cases.supervision import colours, letters
from yiben.capabilities.cases.supervision.items import REGISTER as TASKS
from yiben.capabilities.cases.supervision.items import unit_of
from yiben.declare.load import catalog
from yiben.documents.word import Paper
from yiben.kernel import clock
from yiben.kernel.language import CHINESE, speaking
from yiben.kernel.problems import refuse
from yiben.ledger import service
from yiben.ledger.models import PastRecord, Record, Version
from yiben.search import links
from yiben.township import staff
from yiben.township.models import Account

REGISTER = "supervision_sheets"
PLAIN = "交办"
"""The level of a sheet for an item that has no colour."""


def level_of(task: Version, on: date) -> str:
    """The sheet's level: the item's colour on that day, or 交办."""
    return colours.shown(task, on, colours.rules_on(task.town, on)).title or PLAIN


def issue(task: Record, values: Mapping[str, Any], by: Account, client_id: str = "", why: str = "") -> Record:
    """Enter a sheet about the item and link the two; values: reply_on, requirement, copied.

    Refused O001 for an item that is finished, O002 for one not given to any unit yet, and whatever the
    register finds wrong.
    """
    states = catalog().registers[TASKS].states
    if task.void or states[task.state].closed:
        raise refuse("O001", "task", item=task.number, state=states[task.state].title)
    if task.state == "raised":
        raise refuse("O002", "task", item=task.number)
    on = clock.today()
    with speaking(CHINESE):
        unit = unit_of(task)[:40]
    whole = {
        "matter": task.data["matter"], "task_number": task.number, "to_unit": unit,
        "colour": level_of(task, on), "issued_on": on, **values,
    }  # fmt: skip
    made = service.enter(REGISTER, whole, by, town=task.town, client_id=client_id, why=why)
    if not any(one.record.record == task.record for one in links.linked(made.record, by)):
        links.link(made, task, "督办单", by)
    return made


def task_of(sheet: Version) -> Version | None:
    """The item that a sheet is about."""
    number = sheet.data.get("task_number", "")
    return Record.objects.filter(register=TASKS, town=sheet.town, number=number).first()


def _as_of(task: Version, on: date) -> Version:
    """The item as it stood at the end of the day, so that a sheet opened later says what it said."""
    if task.day_from <= on:
        return task
    past = PastRecord.objects.filter(record=task.record, day_from__lte=on, day_to__gt=on).first()
    return past or task


def sheets_of(task: Version) -> list[Record]:
    """Sheets about the item, oldest first."""
    own = Record.objects.filter(register=REGISTER, town=task.town, void=False, happened_on__isnull=False)
    return [one for one in own.order_by("number") if one.data.get("task_number") == task.number]


@speaking(CHINESE)
def docx(sheet: Version) -> bytes:
    """The sheet as a Word file: head and number, what is asked, and the receipt on a page of its own."""
    said = sheet.data
    issued, reply = date.fromisoformat(said["issued_on"]), date.fromisoformat(said["reply_on"])
    task = task_of(sheet)
    task = task and _as_of(task, issued)
    paper = Paper(f"督办单 {sheet.number}", subject=str(said["matter"]))
    paper.letterhead(letters.issuer(sheet.town), sheet.number)
    paper.headline("督办单")
    paper.addressed(f"{said['to_unit']}：")
    paper.body([_opening(sheet, reply)])
    paper.form(_rows(sheet, task))
    paper.signed(letters.issuer(sheet.town), letters.day(issued), close=True)
    if said.get("copied"):
        paper.note(f"抄送：{said['copied']}")
    paper.new_page("督办单回执")
    paper.blank()
    paper.form(_receipt(sheet))
    paper.note(f"请于{letters.day(reply)}前填好送回{letters.issuer(sheet.town)}。不需要附照片和会议记录。")
    return letters.bytes_of(paper)


def _opening(sheet: Version, reply: date) -> str:
    level = sheet.data["colour"]
    asked = "现交你单位办理" if level == PLAIN else f"现发{level}督办单，请抓紧办理"
    return f"下列事项{asked}，并于{letters.day(reply)}前将回执送回。"


def _rows(sheet: Version, task: Version | None) -> list[tuple[str, ...]]:
    said, data = sheet.data, task.data if task else {}
    late = _late(task, date.fromisoformat(said["issued_on"]))
    rows = [
        ("事项编号", str(said["task_number"]), "级别", str(said["colour"])),
        ("督办事项", str(said["matter"])),
        ("依据", str(data.get("basis") or data.get("source") or "—")),
        ("办理要求", str(data.get("requirement") or "—")),
        ("交办日", letters.short_day(data.get("given_on")), "办结期限", _due(data) + late),
        ("责任领导", _leader(data), "催办次数", str(data.get("times_urged", 0))),
    ]
    if data.get("progress"):
        rows.append(("最新进展", str(data["progress"])))
    if said.get("requirement"):
        rows.append(("本次要求", str(said["requirement"])))
    return rows


def _late(task: Version | None, on: date) -> str:
    if task is None or task.due_on is None or task.due_on >= on:
        return ""
    return f"（逾期{(on - task.due_on).days}日）"


def _due(data: Mapping[str, Any]) -> str:
    return letters.short_day(data.get("due_on"))


def _leader(data: Mapping[str, Any]) -> str:
    return staff.said(str(data["leader"])) if data.get("leader") else "—"


def _receipt(sheet: Version) -> list[tuple[str, ...]]:
    blank = "\n" * 5
    return [
        ("督办单号", sheet.number, "事项编号", str(sheet.data["task_number"])),
        ("督办事项", str(sheet.data["matter"])),
        ("承办单位", str(sheet.data["to_unit"]), "签收日期", str(sheet.data.get("received_on", ""))),
        ("办理情况", str(sheet.data.get("reply") or blank)),
        ("存在困难", blank),
        ("预计办结", "", "填报日期", str(sheet.data.get("replied_on", ""))),
    ]
