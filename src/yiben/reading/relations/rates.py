"""Rates: shares of a task or of what came, growth, and progress towards a plan."""

import re

from yiben.reading.relations.levels import base_before, gain
from yiben.reading.relations.neighbours import Text
from yiben.reading.relations.rounding import is_growth, is_progress, is_rise, is_share

_OF = re.compile(r"(?:占|完成)(?P<base>[^,;]{0,16}?)的?[约近达为]{0,2}$")
_OF_PRINTED = re.compile(r"^[一-龥]{0,6}的[约近]?$")
_OF_BASE = re.compile(r"(?:占|相当于|(?:为|完成)[^,;]{0,8}(?:预算|任务|计划|目标|指标))[^,;]{0,12}$")
_OF_PLAN = re.compile(r"(?:完成|达成|执行|到位)率(?:为|达到?|已达)?$")
_NEVER_OVER = re.compile(
    r"(?:办结|化解|整改|满意|合格|覆盖|参保|入学|普及|签约|处理|处置|达标|知晓|破案|回访|核查|出勤|打卡|调解成功|"
    r"入住|参与|入户|公开|受理|反馈|响应|巩固|利用|回收)(?:率|度)(?:为|达到?|均达|提高到|提升至)?$|无害化处理$|占比(?:为|达)?$"
)
_RATE = re.compile(r"(?P<deed>[一-龥]{2,8})率(?:为|达到?|均达|提高到|约)?$")
_SET = re.compile(r"(?:任务|指标|目标)(?:数|值|额)?(?:为|是)?$")
"""下达税收指标290万元: set as a task, whatever its kind."""
_NO_LEVELS = ("比例", "名次", "年", "月", "季度")
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
    if figures[index].value > 1 and figures[index].bound == "exact" and _NEVER_OVER.search(lead):
        before = [other for other in text.back(index, far=2) if figures[other].unit not in _NO_LEVELS]
        text.add("share_of", index, before[:1], False, "relation.over_the_whole")
        return
    based = (
        index and figures[index - 1].unit != "比例" and figures[index - 1].start > text.arounds[index].clause
    )
    if based and _OF_PRINTED.match(lead):
        part = next(text.same_unit(index - 1, far=4), None)
        if part is not None and _OF_BASE.search(text.arounds[index - 1].lead):
            holds = is_share(figures[index], figures[part], figures[index - 1])
            text.add("share_of", index, (part, index - 1), holds, "relation.share_of_printed")
        return
    if "分别" in lead:
        _respective_shares(text, index)
        return
    if _OF_PLAN.search(lead):
        _share_of_plan(text, index)
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
    firm = [other for other in parts if figures[other].bound in ("exact", "about")]
    parts = firm if firm and firm[0] in text.contained else parts
    if not parts:
        return
    if to_task:
        for part in parts:
            whole = _task_before(text, part)
            if whole is not None and (
                text.clauses_apart(part, index) <= 1 or "完成" in text.arounds[part].lead
            ):
                named = _set_as_task(text, whole) or ("计划" in base and "计划" in figures[whole].what)
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
    if text.clauses_apart(part, index) > 1 or not _of_that(text, index, part):
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


def _of_that(text: Text, index: int, part: int) -> bool:
    """特色作物面积占耕地近20%: a share with a subject of its own is of that subject's figure only."""
    subject = re.sub(r"[^一-龥]", "", text.arounds[index].lead.rpartition("占")[0])
    subject = re.sub(r"^(?:约|仅|只|均|各|共|合计|总量|总数|人数|面积|金额|比重)+", "", subject)
    return len(subject) < 3 or subject in text.figures[part].what or subject[:2] in text.arounds[part].lead


def _share_of_plan(text: Text, index: int) -> None:
    """年度任务6亿元,完成4.5亿元,完成率75%."""
    part = next(text.back(index, far=1), None)
    whole = None if part is None else _task_before(text, part)
    if part is None or whole is None or text.figures[part].kind not in ("amount", "count"):
        return
    if text.clauses_apart(part, index) > 1 or not re.search(r"完成|实现|到位|执行", text.arounds[part].lead):
        return
    holds = is_share(text.figures[index], text.figures[part], text.figures[whole])
    named = _set_as_task(text, whole)
    text.add("share_of", index, (part, whole), holds if holds or named else None, "relation.share_of_plan")


def _set_as_task(text: Text, index: int) -> bool:
    return text.figures[index].kind == "target" or bool(_SET.search(text.arounds[index].lead))


def _task_before(text: Text, part: int) -> int | None:
    figures = text.figures
    found = [
        other
        for other in text.same_unit(part, paragraph=True, far=8)
        if (figures[other].kind in ("target", "plan") and figures[other].value >= figures[part].value / 3)
        or _SET.search(text.arounds[other].lead)
    ]
    whole = [other for other in found if other not in text.contained]
    return next(iter(whole or found), None)


def _share_of_deed(text: Text, index: int, deed: str) -> None:
    """受理A件,办结B件,办结率: B of A."""
    if deed[-2:] in ("拨付", "支付", "支出", "执行", "到位", "兑付"):
        _share_of_money(text, index, deed[-2:])
        return
    figures, deed = text.figures, deed.removeprefix("按期").removeprefix("按时")[-4:]
    for part in text.back(index, far=3):
        whole = text.contained.get(part)
        if whole is not None and deed[-2:] in figures[whole].what[-12:]:
            return
        if whole is not None and (deed in figures[part].what or deed[-2:] in figures[part].what):
            text.add(
                "share_of",
                index,
                (part, whole),
                is_share(figures[index], figures[part], figures[whole]),
                "relation.rate_of_deed",
            )
            return


def _share_of_money(text: Text, index: int, deed: str) -> None:
    """总投资3200万元,拨付资金2560万元,拨付率80%."""
    part = next(text.back(index, far=1), None)
    if part is None or deed not in text.arounds[part].lead or text.figures[part].unit != "元":
        return
    whole = next(text.same_unit(part, far=6), None)
    lead = "" if whole is None else text.arounds[whole].lead
    if whole is None or not re.search(r"总投资|总额|总金额|下达|争取|预算|安排|资金", lead):
        return
    holds = is_share(text.figures[index], text.figures[part], text.figures[whole])
    named = re.search(r"总|下达|安排|预算", lead)
    text.add("share_of", index, (part, whole), holds if holds or named else None, "relation.rate_of_money")


def grows(text: Text, index: int) -> None:
    figures, around = text.figures, text.arounds[index]
    if figures[index].kind != "growth" or figures[index].unit != "比例":
        return
    levels = [
        other
        for other in text.back(index)
        if figures[other].unit not in _NO_LEVELS and gain(text, other) is None
    ]
    if "百分点" in figures[index].surface and index and figures[index - 1].kind == "share":
        if text.clauses_apart(index - 1, index) <= 1 and _GROWS.search(around.lead):
            text.add("growth_of", index, (index - 1,), None, "relation.points")
        return
    if "百分点" in figures[index].surface:
        if index and figures[index - 1].kind == "growth" and re.search(r"增速|增幅|降幅", around.lead):
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
    own = _own_noun(around.lead)
    if own:
        levels = [other for other in levels if _shares(own, figures[other].what + text.arounds[other].lead)]
    if not levels or text.clauses_apart(levels[0], index) > 2:
        return
    if _against_printed(text, index, levels):
        return
    now = levels[0]
    if len(levels) > 1 and figures[levels[1]].unit == figures[now].unit and _rose(text, levels[1], now):
        yearly = re.search(r"年均|平均", around.lead)
        holds = None if yearly else is_growth(figures[index], figures[now], figures[levels[1]])
        text.add("growth_of", index, (now, levels[1]), holds, "relation.from_to")
        return
    text.add("growth_of", index, (now,), None, "relation.growth")


def _own_noun(lead: str) -> str:
    """农业增加值 of 农业增加值同比增长: what grows, where the clause names it by itself."""
    named = re.sub(
        r"(?:,?同比|,?环比|较|比|增长|增幅|增速|下降|降幅|增加(?!值)|减少|提高|上升|回落|下滑|净增|翻|年均|名义|实际|分别|达).*$|其中|可比价",
        "", lead, flags=re.DOTALL,
    )  # fmt: skip
    named = re.sub(r"[^一-龥]", "", named)
    return named if len(named) > 2 else ""


def _shares(one: str, other: str) -> bool:
    """Whether the names share a word of two characters."""
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def _against_printed(text: Text, index: int, levels: list[int]) -> bool:
    """Growth against the level of the time before, or against the rise, where the sentence prints one."""
    figures, last = text.figures, index - 1
    if re.search(r"年均|平均|可比|不变价", text.arounds[index].lead):
        return False
    unit = figures[levels[0]].unit
    then = base_before(text, index, unit)
    nows = [
        other
        for other in levels
        if other != then and figures[other].unit == unit and gain(text, other) is None
    ]
    if not nows or text.clauses_apart(nows[0], index) > 3:
        return False
    now = nows[0]
    if then is not None:
        holds = is_growth(figures[index], figures[now], figures[then])
        text.add("growth_of", index, (now, then), holds, "relation.growth_on_base")
        return True
    up = gain(text, last)
    if up is None or figures[last].unit != unit or now != last - 1 or _own_noun(text.arounds[index].lead):
        return False
    if text.clauses_apart(now, index) > 2:
        return False
    holds = is_rise(figures[index], figures[now], figures[last], up)
    text.add("growth_of", index, (now, last), holds, "relation.growth_by_rise")
    return True


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
        if index - nearest <= 4 and _one_matter(around.lead, figures[goal].what):
            holds = is_progress(figures[index], figures[goal])
            text.add("progress_of", index, (goal,), holds, "relation.progress")


def _by_name(text: Text, index: int, plans: list[int]) -> None:
    name = re.sub(r"[^一-龥]|其中|税收", "", text.arounds[index].lead)
    for other in plans:
        goal = re.sub(r"[^一-龥]|其中|税收", "", text.arounds[other].lead)
        if (
            name
            and goal
            and (name == goal or (len(name) >= 3 and name in goal) or (len(goal) >= 3 and goal in name))
        ):
            holds = is_progress(text.figures[index], text.figures[other])
            text.add("progress_of", index, (other,), holds, "relation.progress_by_name")
            return


def _one_matter(lead: str, plan: str) -> bool:
    """实现人均纯收入 is no progress on 支出预算: its own noun must share a character with the plan."""
    if re.search(r"人均|户均", lead):
        return False
    own = re.sub(r"[^一-龥]|完成|实现|到位|已|投入|累计|共|截至|目前|全[年镇]", "", lead)
    if own in ("支出", "收入") and "预算" in plan:
        return True
    return len(own) < 2 or bool(re.search(r"任务|目标|计划", plan)) or bool(set(own[-4:]) & set(plan))
