"""Offices that take part: asked, each with its day, and answering for itself."""

from typing import Any

from yiben.capabilities.cases import offices
from yiben.capabilities.cases.part import Joint
from yiben.capabilities.cases.working import Working
from yiben.kernel.dates import parse_day


def ask(case: Working) -> None:
    """Ask `joint_offices` to take part until `joint_due`; M030–M033."""
    named = _list(case.handed("joint_offices"))
    if not named:
        case.refuse("M030", "joint_offices", move=case.title)
        return
    due, found = _due(case), []
    for text in named:
        office = offices.find(case.doing.town, text)
        if not office:
            case.refuse("M012", "joint_offices", office=text)
        elif office in case.part.waiting_offices or office in found:
            case.refuse("M031", "joint_offices", office=offices.title(office))
        else:
            found.append(office)
    if case.problems:
        return
    day, by = case.day.isoformat(), case.doing.by.username
    case.part.asked(Joint(office, day, by, due) for office in found)
    case.add("joined", len(found))


def answer(case: Working) -> None:
    """Take the answer of an office that was asked; from one of that office, the owner or who approves."""
    waiting, text = case.part.waiting_offices, str(case.handed("joint_answer") or case.doing.why).strip()
    own = offices.of(case.doing.by, case.doing.town)
    named = str(case.handed("joint_office") or "")
    mine = [office for office in waiting if office in own]
    office = offices.find(case.doing.town, named) if named else _only(mine) or _only(waiting)
    if not waiting or office not in waiting:
        names = "、".join(offices.title(one) for one in waiting) or "没有"
        case.refuse("M034", "joint_office", offices=names)
    elif office not in own and not _answers_for(case):
        case.refuse("M035", "joint_office", office=offices.title(office))
    if not text:
        case.refuse("M036", "joint_answer", move=case.title)
    if not case.problems:
        by = case.doing.by.username
        case.part.answered(office, answered_on=case.day.isoformat(), answered_by=by, answer=text)


def _answers_for(case: Working) -> bool:
    """Whether who acts may write down what the other office said on paper."""
    before = case.doing.before
    return case.approves or bool(before and before["owner"] == case.doing.by.username)


def _only(found: list[str]) -> str:
    return found[0] if len(found) == 1 else ""


def _list(handed: Any) -> list[str]:
    if isinstance(handed, str):
        for mark in "，,;；":
            handed = handed.replace(mark, "、")
        handed = handed.split("、")
    return [text for one in handed or () if (text := str(one).strip())]


def _due(case: Working) -> str:
    handed = case.handed("joint_due")
    if not handed:
        return ""
    try:
        day = parse_day(handed)
    except ValueError:
        case.refuse("M032", "joint_due", value=str(handed)[:20])
        return ""
    if day < case.day:
        case.refuse("M033", "joint_due", day=day)
    return day.isoformat()
