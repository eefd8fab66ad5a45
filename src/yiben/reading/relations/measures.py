"""Measures: another unit's figure of the same things (6458户22167人; 项目22个,总投资8亿元)."""

import re

from yiben.reading.relations.neighbours import COUNTED, PEOPLE, SUMS, Text
from yiben.reading.relations.rounding import is_benefit, is_measure, is_sum_of_things

_SKIP = ("比例", "名次", "年", "月", "季度", "阵列", "分钟", "小时")
_SUM_WORD = re.compile(
    r"^[,、;\s]*(?:项目)?(?:计划|协议|预计|签约|估算|合同|概算|累计)?(?:总投资|投资|总金额|金额|资金|造价|合同额)(?:额|总额|资金)?(?:预算|概算|估算|预计)?[约近达为超共]{0,2}$"
)
_PAID = re.compile(
    r"^[,、;\s]*(?:累计|共|共计|截至目前)?(?:发放|兑付|兑现|拨付|支付|补助|奖补|救助|资助|发放各类)[^,;]{0,12}?(?:资金|补贴|补助|金额|款|低保金|救助金|慰问金|救济金|奖补|工资)?(?:约|共|共计)?$"
)
_FIRMS = "企业|公司|单位|合作社|商户|大户|主体|农场"
"""Counted by 户 as well, with more or fewer persons than a family."""
_BENEFITS = r"补贴|补助|低保|救助|慰问|津贴|助学|奖补|养老金"
_AMOUNT = re.compile(
    r"^[,、\s]*(?:涉及|合计|共计|累计)?(?:补贴|补助|发放|资金)?(?:总?金额|资金)(?:共|共计|约|为|达)?$"
)
_EARNED = re.compile(
    r"^[,、;\s]*(?:共|累计)?(?:实现|完成|创造|带来|旅游)?(?:[^,;]{0,6}?)(?:产值|营业收入|营收|经营性收入|旅游收入|综合收入|总收入|销售额|税收|利税)[约近达为超共]{0,2}$"
)
_REACHED = re.compile(
    r"^[,、;\s]*(?:共|累计|可|直接|预计|群众|覆盖)?(?:惠及|受益|覆盖|涉及|受众|参与|参加|参训|带动|救助人员|救助|服务|辐射|吸引|完成家庭医生签约)[^,;]{0,10}?[约近达为超共]{0,2}\s?$"
)
_YIELD = re.compile(
    r"^[,、;\s]*(?P<of>[一-龥]{0,4}?)(?:年|预计|预估|实现|完成)?(?:总产量?|年?产量|总?产值|年产值|鲜叶产量|干茶产量|销售(?:额|收入)|产值总?额)"
    r"(?:预计)?[约近达到为超突破实现]{0,4}$"
)
_YIELDS = ("吨", "公斤", "斤", "元")
_MASS = ("吨", "公斤", "斤")
_YIELDING = (
    "亩", "公顷", "平方米", "头", "只", "羽", "尾", "株", "张", "吨", "公斤", "斤", "棚", "袋", "棒", "盒",
    "立方米", "箱",
)  # fmt: skip
_MEASURED = ("株", "立方米", "亩", "平方米", "公里", "米", "人次", "户", "人", "元")
_SHORT = re.compile(r"^[,、\s]*(?:蓄积|总?长度?|面积|建筑面积|占地面积)?[约近达为超共]{0,2}$")
_AFTER_OPENING = re.compile(r"(?:投产|达产|建成|完工|竣工|投用)(?:达效)?后")
_CAPACITY = re.compile(r"年产值|带动|年?回收|可?新增|年处理|可达|年产")


def measures(text: Text, index: int) -> None:
    figures, around = text.figures, text.arounds[index]
    here = figures[index]
    if not index or here.unit in _SKIP or index in text.measured:
        return
    if figures[index - 1].start < around.sentence:
        return
    before = figures[index - 1]
    between = text.between(index - 1, index)
    stuck = between.strip(" \u3000\r\n") == ""
    if stuck and here.unit == before.unit in ("户", "人") and here.surface[0].isdigit():
        text.add("measure_of", index, (index - 1,), False, "relation.pair_of_one_unit")
        return
    if before.unit == here.unit or before.unit in _SKIP:
        _coming(text, index)
        return
    if stuck and before.unit in ("类", "种", "大类"):
        return
    if stuck and not (here.unit == "亩" and not any(sign.isdigit() for sign in here.surface)):
        _add(text, index, index - 1, "relation.pair")
        return
    if (before.unit, here.unit) == ("户", "人") and _members(text, index, between):
        _add(text, index, index - 1, "relation.members")
        return
    if _coming(text, index):
        return
    if here.unit != before.unit:
        _ = _same_clause(text, index, between) or _next_clause(text, index, between)


def _add(text: Text, index: int, on: int, rule: str) -> None:
    holds = is_measure(text.figures[index], text.figures[on])
    if re.search(_FIRMS, text.arounds[on].lead[-8:]):
        holds = None
    if rule == "relation.sum_of_things" and re.search(r"投资|造价", text.arounds[index].lead):
        holds = is_sum_of_things(text.figures[index], text.figures[on])
    text.add("measure_of", index, (on,), holds, rule)


def _yielded(text: Text, index: int) -> bool:
    """种植茶叶1200亩,产量96吨; the yield of an acre may stand between."""
    figures, lead = text.figures, text.arounds[index].lead
    said = _YIELD.match(lead)
    on = index - 1
    if on and figures[on].unit in _MASS and re.search(r"(?:单|亩)产", text.arounds[on].lead):
        on -= 1
    if not said or figures[index].unit not in _YIELDS or figures[on].unit not in _YIELDING:
        return False
    if figures[on].start < text.arounds[index].sentence or figures[on].unit == figures[index].unit:
        return False
    if said["of"] and said["of"][:2] not in text.arounds[on].lead:
        return False
    _add(text, index, text.measured.get(on, on), "relation.yield")
    return True


def _members(text: Text, index: int, between: str) -> bool:
    """低保户873户、低保对象1355人: the same word for the households and their people."""
    lead = text.arounds[index].lead
    return bool(re.match(r"^[、,][^,;、]{2,8}$", between)) and _shared(lead, text.arounds[index - 1].lead)


def _believable(text: Text, sum_at: int, on: int) -> bool | None:
    """False where each would get more, or less, than anybody is paid."""
    small = re.search(_BENEFITS, text.arounds[sum_at].lead + text.arounds[on].lead)
    bounded = is_benefit if small else is_measure
    return False if bounded(text.figures[sum_at], text.figures[on]) is False else None


def _same_clause(text: Text, index: int, between: str) -> bool:
    """502名残疾人申请补贴50.2万元, 两批建房户148户."""
    here, before = text.figures[index], text.figures[index - 1]
    if re.search(r"[,;、。:(（]", between) or len(between) > 22:
        return False
    if (
        here.unit in SUMS
        and before.unit in (*PEOPLE, *COUNTED)
        and re.search(r"发放|补贴|补助|资金|投资|奖|款", between)
    ):
        _add(text, index, index - 1, "relation.same_clause")
        return True
    if before.unit in ("批", "轮", "批次", "次", "场", "期") and len(between) <= 8:
        _add(text, index, index - 1, "relation.same_clause")
        return True
    return False


def _next_clause(text: Text, index: int, between: str) -> bool:
    figures, lead = text.figures, text.arounds[index].lead
    here, before = figures[index], figures[index - 1]
    near = len(between) <= 24 and between.count(",") + between.count("、") <= 2 and ";" not in between
    if not near:
        return False
    if here.unit in SUMS and before.unit in (*COUNTED, *PEOPLE):
        if _SUM_WORD.match(lead) and before.unit in COUNTED:
            _add(text, index, index - 1, "relation.sum_of_things")
            return True
        helped = before.unit in PEOPLE
        paid = _PAID.match(lead) and (helped or ("项目" in before.what and "项目" in lead))
        if paid or (helped and _AMOUNT.match(lead)):
            on = [text.measured[index - 1]] if index - 1 in text.measured and before.unit == "人" else []
            holds = _believable(text, index, index - 1)
            text.add("measure_of", index, (*on, index - 1), holds, "relation.paid_to")
            return True
        if _EARNED.match(lead) and (before.unit in PEOPLE or "企业" in before.what or before.unit == "家"):
            on = (
                [index - 2]
                if index > 1 and figures[index - 2].unit == before.unit == "家" and re.search("年", lead)
                else []
            )
            text.add("measure_of", index, (*on, index - 1), None, "relation.earned_by")
            return True
    if _yielded(text, index):
        return True
    if here.unit in PEOPLE and _REACHED.match(lead):
        if before.unit in SUMS:
            paired = (
                index + 1 < len(figures)
                and figures[index + 1].unit in PEOPLE
                and not text.between(index, index + 1).strip()
            )
            reached = (index, index + 1) if paired else (index,)
            text.add(
                "measure_of", index - 1, reached, _believable(text, index - 1, index), "relation.reached"
            )
        elif before.unit in COUNTED or before.unit in ("户次", "人次"):
            _add(text, index, index - 1, "relation.reached")
        return True
    if (
        before.unit in SUMS
        and here.unit in ("平方米", "亩", "公里")
        and re.match(r"^[^,]{0,4},?(?:打造|建成|新建|硬化|修建|铺设)", between)
    ) and re.search(r"投资$", text.arounds[index - 1].lead.strip()):
        _add(text, index, index - 1, "relation.built_for")
        return True
    if (
        here.unit == "人次"
        and before.unit in ("轮", "次", "场", "批", "期")
        and _shared(lead, text.arounds[index - 1].lead)
    ):
        _add(text, index, index - 1, "relation.same_deed")
        return True
    if re.match(r"\s*[一-龥]", text.arounds[index].tail):
        return False
    short = (_SHORT.match(lead) and between.strip() in (",", "、")) or re.match(r"^,蓄积", between)
    if short and here.unit in _MEASURED:
        _add(text, index, text.measured.get(index - 1, index - 1), "relation.short_measure")
        return True
    return False


def _shared(one: str, other: str) -> bool:
    """Whether two leads share a deed of two characters."""
    pairs = {one[at : at + 2] for at in range(len(one) - 1)} & {
        other[at : at + 2] for at in range(len(other) - 1)
    }
    return any(re.fullmatch(r"[一-龥]{2}", pair) for pair in pairs)


def _coming(text: Text, index: int) -> bool:
    """投产后,年产值…,带动就业…: measures of the projects counted before."""
    figures, around = text.figures, text.arounds[index]
    if figures[index].kind != "plan" or not _CAPACITY.search(around.lead):
        return False
    openings = list(
        _AFTER_OPENING.finditer(
            text.words, max(around.sentence, figures[index].start - 160), figures[index].start
        )
    )
    if not openings:
        return False
    for other in text.back(index):
        if (
            figures[other].end <= openings[-1].start()
            and figures[other].unit == "个"
            and "项目" in figures[other].what
        ):
            text.add("measure_of", index, (text.contained.get(other, other),), None, "relation.once_open")
            return True
    return False
