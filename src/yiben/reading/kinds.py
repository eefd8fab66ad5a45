"""What kind of figure a number is, from the words around it and its unit."""

import re
from dataclasses import dataclass

RANKS = ("名次", "位", "阵列", "位次")
AMOUNTS = (
    "元", "美元", "亩", "平方米", "平方公里", "公里", "米", "延米", "吨", "立方米", "公顷",
    "千瓦时", "度", "千瓦", "兆瓦",
    "万元", "亿元", "公斤",
)  # fmt: skip
_DATES = ("年", "月", "季度", "个月")
_HOURS = ("分钟", "小时", "天", "日", "工作日")
_GROWTH = re.compile(
    r"(?:增长|下降|增加|减少|提高|上升|回落|提升|增幅|降幅|同比|环比|增速|压降|递增|降低|下滑|增收|净增|翻)[^,;、]{0,8}$"
)
_LEVEL_REACHED = re.compile(r"(?:提高|提升|上升|下降|降低|增加|回落|压降|升|降)(?:到|至)了?[约近]?$")
"""满意率提高到96% is a level, no rise."""
_TARGET = re.compile(
    r"力争|确保|(?:总)?任务(?:数|为|是|[^,;]{0,2}$)|(?:年度|全年|总|工作|预期|约束性)目标|目标(?:为|是|任务|[^,;]{0,2}$)|不折不扣|必须|承诺|不(?:少|低)于|任务目标"
)
_DONE_OF = re.compile(r"占|完成[^,;]{0,12}(?:任务|目标|计划|指标|预算)[^,;]{0,4}的?$")
_PLAN = re.compile(
    r"计划|拟|谋划|预计|规划|预算|概算|将(?:达|新增|建|实现|完成|投|带|解决)|可达|可实现|可带动|可新增|设计年?(?:产|能力)|策划|储备项目|"
    r"(?:投产|达产|建成|完工|竣工|投用|投入使用|运营)(?:达效)?后"
)
_PLANNED_WORK = re.compile(r"总投资[^,;]{0,3}$|年(?:产(?!值)|加工|处理|生产)[^,;]{0,4}$|协议(?:资金|投资)")
_SIGNED = re.compile(r"签约|协议|争取|到位|完成|累计|拨付|衔接|帮扶")
_DONE_TAIL = re.compile(r"(?:已)?(?:建成|建好|修建|新建|改造|完成|购置|打造|用于|硬化|铺设|安装)")
_UNDONE_TAIL = re.compile(r"(?:计划|拟|实施|启动|推进|将|正在|规划|的)")
_PROFILE = re.compile(
    r"(?:国土|版图|辖区|镇域|区域|行政|幅员|土地总|全镇总|总)面积|占地|下?辖(?!区)|现辖|海拔|距[^,;]{1,12}$|地处|耕地面积|森林覆盖率|绿化率|建于"
)
_STOCK = re.compile(
    r"现有|共有|拥有|在库|在册|在建|在岗|在职|在校|教职工|在编|入驻|从业|储备后备|储备[^,;]{0,8}(?:干部|人才|力量)|组建|设立|派驻|派出.{0,6}驻村|选聘|聘用|聘请|配备|剩余|结余|余额|"
    r"存款|贷款余额|建档立卡|监测户|监测对象|纳入监测|特困供养|现存|存栏|保有|总数达|总量达|总人口|常住|户籍人口|人口|"
    r"接入|依托[^,;]*|划分|下设|尚有|(?<![没具持享占所])有(?:效)?(?:党|各|村|企|农|耕|学|劳|干|脱|低|残|退|留|在|专|规|个|户|民)?[^,;]{0,8}$|签约服务|仍有|还有|正在"
)
_STOCK_EXCLUDED = re.compile(
    r"培训|走访|新增|新建|发展党员|调解|处理|处置|排查|开展|发放|没有|慰问|转移|新纳入|申请|新识别"
)
_NORM_TAIL = re.compile(r"(?:以[下上内]|的|项目|标准)")
_EACH = re.compile(
    r"每(?:月|周|日|天|年|季度?|半月|人|户|亩|次|名|个)[^,;]{0,8}$|人均|户均|平均|标准|上限|下限|不超过"
)
_NAMED_SET = re.compile(r"^[二三四五六七八九十两]大$")


_BY_YEAR = re.compile(r"(?<![增长加升大高降少])到(?:20\d\d年(?:底|末)?|“?十[四五六]五”?末),[^。;]*$")
_DOES = re.compile(
    r"完成|入统|开工|发放|争取|获|已|收取|收到|新增|实现|拨付|办结|开展|处理|化解|召开|组织|培训|签约|到位|兑付|目前|截[至止]|正在"
)
_ALL_OF = re.compile(r"(?:^|[,。;\s])(?:对|将|由|向)?(?:全[镇乡]|我[镇乡]|辖区内?|镇域|辖内|境内|对|将)$")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules of kind look at."""

    surface: str
    unit: str
    bound: str
    lead: str
    tail: str
    clause: str
    """The clause up to the number."""
    sentence: str
    """The sentence up to the number."""
    before: str
    """Kind of the figure it hangs on, "" where it stands alone."""
    ahead: bool
    next_clause: str


def kind(seen: Seen) -> tuple[str, str]:
    """The kind and the id of the rule that told it."""
    for rule in (_by_unit, _by_rate, _by_profile, _by_target, _by_plan):
        found = rule(seen)
        if found:
            return found
    if seen.unit in AMOUNTS:
        return _amount(seen)
    return _counted(seen)


def _by_unit(seen: Seen) -> tuple[str, str] | None:
    if seen.unit in RANKS:
        return "rank", "kind.rank_unit"
    if seen.unit in _DATES and re.search(r"[年月季]|季度", seen.surface) and "%" not in seen.surface:
        if (
            seen.bound == "exact"
            and seen.tail[:1]
            and re.search(r"目标|任务", seen.tail[:14])
            and "完成" not in seen.lead
        ):
            return "target", "kind.year_of_target"
        return "profile", "kind.date"
    if "/" in seen.unit:
        return "norm", "kind.rhythm"
    if seen.unit in _HOURS and "天数" not in seen.lead:
        return "norm", "kind.time_standard"
    if seen.bound == "at_most" and _NORM_TAIL.match(seen.tail):
        return "norm", "kind.threshold"
    if seen.unit == "元" and _EACH.search(seen.lead) and "均" not in seen.lead:
        return "norm", "kind.each"
    return None


def _by_rate(seen: Seen) -> tuple[str, str] | None:
    if seen.unit != "比例" and "倍" not in seen.unit and not seen.surface.startswith("翻"):
        return None
    if _DONE_OF.search(seen.lead):
        return "share", "kind.share_of_task"
    listed = seen.before == "growth" and re.match(r"^(?:、|和|,)$", seen.lead)
    if _LEVEL_REACHED.search(seen.lead) and "百分点" not in seen.surface:
        return ("target", "kind.target_share") if _aims(seen) else ("share", "kind.level_reached")
    if listed or _GROWTH.search(seen.lead) or "百分点" in seen.surface or seen.surface.startswith("翻"):
        return ("target", "kind.target_growth") if _aims(seen) else ("growth", "kind.growth_word")
    return ("target", "kind.target_share") if _aims(seen) else ("share", "kind.rate")


def _by_profile(seen: Seen) -> tuple[str, str] | None:
    if _NAMED_SET.match(seen.surface):
        return "profile", "kind.named_set"
    if _PROFILE.search(seen.clause) and not re.search(r"发展|新增|完成|流转|种植", seen.clause):
        return "profile", "kind.profile_word"
    if seen.before == "profile" and re.match(r"^[、和及与]", seen.lead):
        return "profile", "kind.profile_list"
    return None


def _aims(seen: Seen) -> bool:
    found = _TARGET.search(seen.clause + seen.surface)
    return bool(found) or bool(re.search(r"力争|确保", seen.sentence)) or seen.ahead


def _by_target(seen: Seen) -> tuple[str, str] | None:
    if _BY_YEAR.search(seen.sentence):
        return "target", "kind.by_a_year"
    aims = _TARGET.search(seen.clause) or _TARGET.search(seen.clause + seen.surface)
    aims = aims or re.search(r"力争|确保", seen.sentence[-60:])
    if aims and not re.search(r"(?:已|超额)完成|已实现", seen.clause):
        return "target", "kind.target_word"
    if seen.before == "target" and not re.search(r"完成|实现|达|收(?!入)|发放|争取", seen.lead):
        return "target", "kind.target_list"
    return None


def _by_plan(seen: Seen) -> tuple[str, str] | None:
    done = re.search(r"已完成|累计完成|完成投资|已投入|剩余|尚?余", seen.lead)
    if done:
        return None
    if _PLAN.search(seen.clause) or re.search(r"(?:投产|达产|建成|完工|竣工)后", seen.sentence[-60:]):
        return "plan", "kind.plan_word"
    if seen.before == "plan" and not _DOES.search(seen.lead):
        return "plan", "kind.plan_goes_on"
    if (
        _PLANNED_WORK.search(seen.lead)
        and seen.before not in ("count", "stock")
        and not _SIGNED.search(seen.clause)
    ):
        return "plan", "kind.planned_work"
    if (
        seen.unit == "元"
        and re.search(r"投资(?:约|近)?$", seen.lead)
        and seen.before not in ("count", "stock")
    ):
        goal = seen.tail or seen.next_clause
        if re.match(r"的.{2,40}(?:项目|工程)", goal) or (
            _UNDONE_TAIL.match(goal) and not _DONE_TAIL.match(goal)
        ):
            return "plan", "kind.project_sum"
    if seen.unit in AMOUNTS and seen.unit != "元" and re.search(r"年(?:产|加工|处理|生产)", seen.lead[-6:]):
        return "plan", "kind.capacity"
    if (
        seen.unit in ("亩", "平方米")
        and re.match(r".{0,12}基地", seen.tail)
        and re.search(r"打造|建设|推进", seen.sentence[-40:])
    ):
        return "plan", "kind.base_to_build"
    if seen.ahead:
        return "target", "kind.section_ahead"
    return None


def _amount(seen: Seen) -> tuple[str, str]:
    if re.search(r"剩余|结余|余额|存款|尚?余|结存|积累", seen.lead):
        return "stock", "kind.balance"
    if seen.unit in ("亩", "平方米") and re.match(r".{0,12}基地", seen.tail):
        return "stock", "kind.base"
    return "amount", "kind.measure"


def _counted(seen: Seen) -> tuple[str, str]:
    if seen.unit in ("人次", "次", "场", "场次", "件", "起", "轮", "批", "期", "批次", "户次", "家次", "篇"):
        return "count", "kind.event"
    if seen.tail and _ALL_OF.search(seen.clause):
        return "stock", "kind.all_of"
    if not _STOCK_EXCLUDED.search(seen.lead):
        if _STOCK.search(seen.clause) or re.search(
            r"(?:^|[,、;。])(?:在册)?(?:党员|村民|居民|农户|劳动力|人口)$", seen.clause
        ):
            return "stock", "kind.stock_word"
        if seen.before == "stock" and (len(seen.lead) <= 10 and not re.search(r"^[,;](?!其中)", seen.lead)):
            return "stock", "kind.stock_list"
        if not seen.lead and seen.tail and re.match(r"刑满|重点|退役|残疾|留守|在", seen.tail):
            return "stock", "kind.stock_list"
    return "count", "kind.counted"
