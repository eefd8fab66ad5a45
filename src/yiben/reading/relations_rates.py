"""Rates: shares of a task or of what came, growth, and progress towards a plan."""

import re

from yiben.reading.neighbours import Text
from yiben.reading.relations_levels import MOVED
from yiben.reading.rounding import is_growth, is_share

_OF = re.compile(r"(?:占|完成)(?P<base>[^,;]{0,16}?)的?[约近达为]{0,2}$")
_RATE = re.compile(r"(?P<deed>[一-龥]{2,8})率(?:为|达到?|均达|提高到|约)?$")
_TASK = re.compile(r"任务|目标|计划|指标|预算")
_RESPECTIVELY = re.compile(r"分别(?:同比)?(?:增长|下降|增加|减少)")
_GROWS = re.compile(r"增|降|减|提高|提升|上升|翻|同比|环比|回落|下滑")
_FROM = re.compile(r"(?:由|从)[^,;]{0,12}$")
_TO = re.compile(r"(?:增加|增长|提高|上升|下降|减少|扩大|增|降|提升|发展)(?:到|至)")
_DONE = re.compile(r"(?:完成|到位|实现|已投入?)(?!产值)[^,;]{0,10}$")


def shares(text: Text, index: int) -> None:
    figures, lead = text.figures, text.arounds[index].lead
    if figures[index].unit != "比例" or figures[index].kind not in ("share", "target"):
        return
    if lead in ("的", "的约") and index and figures[index - 1].start > text.arounds[index].clause:
        part = next(text.same_unit(index - 1, far=4), None)
        if part is not None and re.search(
            r"(?:占|相当于|为[^,;]{0,6}(?:预算|任务|计划|目标))[^,;]{0,12}$", text.arounds[index - 1].lead
        ):
            holds = is_share(figures[index], figures[part], figures[index - 1])
            text.add("share_of", index, (part, index - 1), holds, "relation.share_of_printed")
        return
    if "分别" in lead:
        _respective_shares(text, index)
        return
    of = _OF.search(lead)
    if of:
        _share_of_base(text, index, of["base"])
        return
    rate = _RATE.search(lead)
    if rate:
        _share_of_deed(text, index, rate["deed"])


def _respective_shares(text: Text, index: int) -> None:
    """住院1.43亿元、门诊0.74亿元,分别占65.9%、34.1%: one share for each, in their order."""
    rates = [index]
    while rates[-1] + 1 < len(text.figures) and text.between(rates[-1], rates[-1] + 1) in ("%、", "、", "和"):
        rates.append(rates[-1] + 1)
    before = list(text.same_unit(index - 1))[: len(rates) - 1] if index else []
    parts = [*reversed(before), index - 1] if index else []
    wholes = {text.contained.get(part) for part in parts}
    whole = wholes.pop() if len(wholes) == 1 and len(parts) == len(rates) >= 2 else None
    if whole is None or any(text.figures[rate].unit != "比例" for rate in rates):
        return
    for rate, part in zip(rates, parts, strict=True):
        holds = is_share(text.figures[rate], text.figures[part], text.figures[whole])
        text.add("share_of", rate, (part, whole), holds, "relation.respective_shares")


def _share_of_base(text: Text, index: int, base: str) -> None:
    figures = text.figures
    to_task = bool(_TASK.search(base))
    parts = [
        other
        for other in text.back(index, paragraph=to_task, far=14)
        if figures[other].kind in ("amount", "count", "stock") and figures[other].unit != "比例"
    ]
    if not parts:
        return
    if to_task:
        for part in parts:
            whole = _task_before(text, part)
            if whole is not None and (
                text.clauses_apart(part, index) <= 1 or "完成" in text.arounds[part].lead
            ):
                named = figures[whole].kind == "target" or ("计划" in base and "计划" in figures[whole].what)
                holds = is_share(figures[index], figures[part], figures[whole])
                text.add(
                    "share_of",
                    index,
                    (part, whole),
                    holds if holds or named else None,
                    "relation.share_of_task",
                )
                return
        return
    part = parts[0]
    if text.clauses_apart(part, index) > 1:
        return
    words = re.sub(r"全镇|全村|总数?|的", "", base)[-2:]
    for whole in text.same_unit(part, paragraph=True):
        if figures[whole].value >= figures[part].value and len(words) == 2 and words in figures[whole].what:
            text.add(
                "share_of",
                index,
                (part, whole),
                is_share(figures[index], figures[part], figures[whole]),
                "relation.share_of",
            )
            return
    whole = text.contained.get(part, part)
    if whole != part and (len(words) < 2 or base in ("", "比", "总数", "总量", "总额")):
        text.add(
            "share_of",
            index,
            (part, whole),
            is_share(figures[index], figures[part], figures[whole]),
            "relation.share_of_whole",
        )


def _task_before(text: Text, part: int) -> int | None:
    figures = text.figures
    found = [
        other
        for other in text.same_unit(part, paragraph=True, far=8)
        if figures[other].kind in ("target", "plan") and figures[other].value >= figures[part].value / 3
    ]
    whole = [other for other in found if other not in text.contained]
    return next(iter(whole or found), None)


def _share_of_deed(text: Text, index: int, deed: str) -> None:
    """受理A件,办结B件,办结率: B of A."""
    figures, deed = text.figures, deed.removeprefix("按期").removeprefix("按时")[-4:]
    for part in text.back(index, far=3):
        whole = text.contained.get(part)
        if whole is not None and (deed in figures[part].what or deed[-2:] in figures[part].what):
            text.add(
                "share_of",
                index,
                (part, whole),
                is_share(figures[index], figures[part], figures[whole]),
                "relation.rate_of_deed",
            )
            return


def grows(text: Text, index: int) -> None:
    figures, around = text.figures, text.arounds[index]
    if figures[index].kind != "growth" or figures[index].unit != "比例":
        return
    levels = [
        other
        for other in text.back(index)
        if figures[other].unit not in ("比例", "名次", "年", "月", "季度")
        and not MOVED.search(text.arounds[other].lead)
    ]
    if "百分点" in figures[index].surface and index and figures[index - 1].kind == "share":
        if text.clauses_apart(index - 1, index) <= 1 and _GROWS.search(around.lead):
            text.add("growth_of", index, (index - 1,), None, "relation.points")
        return
    if not levels:
        return
    listed = bool(re.match(r"^(?:、|和)$", around.lead)) and figures[index - 1].kind == "growth"
    if not listed and not _GROWS.search(around.lead):
        return
    rates = [index]
    while (
        rates[0] - 1 >= 0
        and figures[rates[0] - 1].kind == "growth"
        and text.between(rates[0] - 1, rates[0]) in ("、", "和", ",", "%、")
    ):
        rates.insert(0, rates[0] - 1)
    if len(rates) > 1 or _RESPECTIVELY.search(text.words, around.clause, figures[index].end + 40):
        all_rates = list(rates)
        while all_rates[-1] + 1 < len(figures) and text.between(all_rates[-1], all_rates[-1] + 1) in (
            "、",
            "和",
        ):
            all_rates.append(all_rates[-1] + 1)
        if len(all_rates) > 1 and len(levels) >= len(all_rates):
            text.add(
                "growth_of",
                index,
                (levels[len(all_rates) - 1 - all_rates.index(index)],),
                None,
                "relation.respectively",
            )
            return
    now = levels[0]
    if text.clauses_apart(now, index) > 2:
        return
    if len(levels) > 1 and figures[levels[1]].unit == figures[now].unit and _rose(text, levels[1], now):
        yearly = re.search(r"年均|平均", around.lead)
        holds = None if yearly else is_growth(figures[index], figures[now], figures[levels[1]])
        text.add("growth_of", index, (now, levels[1]), holds, "relation.from_to")
        return
    text.add("growth_of", index, (now,), None, "relation.growth")


def _rose(text: Text, then: int, now: int) -> bool:
    return bool(_FROM.search(text.arounds[then].lead) and _TO.search(text.between(then, now)))


def progress(text: Text, index: int) -> None:
    """完成X against the plan or the task before it, and the parts by their names."""
    figures, around = text.figures, text.arounds[index]
    if figures[index].kind != "amount" or index in text.measured:
        return
    plans = [
        other
        for other in text.same_unit(index, paragraph=True, far=6)
        if figures[other].kind in ("target", "plan")
    ]
    if index in text.contained:
        whole = text.contained[index]
        if figures[whole].kind not in ("target", "plan"):
            _by_name(text, index, plans)
        return
    if _DONE.search(around.lead) and plans:
        nearest = plans[0]
        goal = text.contained.get(nearest, nearest)
        if index - nearest <= 4:
            text.add("progress_of", index, (goal,), None, "relation.progress")


def _by_name(text: Text, index: int, plans: list[int]) -> None:
    name = re.sub(r"[^一-龥]|其中|税收", "", text.arounds[index].lead)
    for other in plans:
        goal = re.sub(r"[^一-龥]|其中|税收", "", text.arounds[other].lead)
        if (
            name
            and goal
            and (name == goal or (len(name) >= 3 and name in goal) or (len(goal) >= 3 and goal in name))
        ):
            text.add("progress_of", index, (other,), None, "relation.progress_by_name")
            return
