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
    r"下达[^,;]{0,14}指标|力争|确保|(?:总)?任务(?:数|为|是|[^,;]{0,2}$)|(?:年度|全年|总|工作|预期|约束性)目标|目标(?:为|是|任务|[^,;]{0,2}$)|不折不扣|必须|承诺|不(?:少|低)于|任务目标"
)
_DONE_OF = re.compile(r"占|完成[^,;]{0,12}(?:任务|目标|计划|指标|预算)[^,;]{0,4}的?$")
_PLAN = re.compile(
    r"计划|拟|预(?:脱贫|出列|开工|竣工|投产|安排|退出)|谋划|预计|预估|预期|估计|规划|预算(?!收入|支出|内|外|执行)|概算|可完成|将(?:达|新增|建|实现|完成|投|带|解决)|可达|可实现|可带动|可新增|设计年?(?:产|能力)|策划|储备项目|"
    r"(?:投产|达产|建成|完工|竣工|投用|投入使用|运营)(?:达效)?后"
)
_PLANNED_WORK = re.compile(r"总投资[^,;]{0,3}$|年(?:产(?!值|量)|加工|处理|生产)[^,;]{0,4}$|协议(?:资金|投资)")
_SIGNED = re.compile(r"签约|协议|争取|到位|完成|累计|拨付|衔接|帮扶")
_DONE_TAIL = re.compile(r"(?:已)?(?:建成|建好|修建|新建|改造|完成|购置|打造|用于|硬化|铺设|安装)")
_UNDONE_TAIL = re.compile(r"(?:计划|拟|实施|启动|推进|将|正在|规划|的)")
_PROFILE = re.compile(
    r"(?:国土|版图|辖区|镇域|区域|行政|幅员|土地总|全镇总|总)面积|占地|下?辖(?!区)|现辖|海拔|距[^,;]{1,12}$|地处|耕地面积|森林覆盖率|绿化率|建于"
)
_STOCK = re.compile(
    r"(?:低保|五保|特困|优抚|监测|帮扶)(?:对象|人员)(?:达到?|为|共)?$|(?:集中|分散)供养$|现有|共有|拥有|在库|在册|在建|在岗|在职|在校|教职工|在编|入驻|从业|储备后备|储备[^,;]{0,8}(?:干部|人才|力量)|组建|设立|派驻|派出.{0,6}驻村|选聘|聘用|聘请|配备|剩余|结余|余额|"
    r"存款|贷款余额|建档立卡|监测户|监测对象|纳入监测|特困供养|现存|存栏|保有|总数达|总量达|总人口|总户数|常住|户籍人口|人口|"
    r"接入|依托[^,;]*|划分|下设|尚有|享受[^,;]{0,8}(?:低保|保障|特困|五保|待遇)|(?<![没具持享占所])有(?![机关色限序害毒意利力望])(?:效)?(?:党|各|村|企|农|耕|学|劳|干|脱|低|残|退|留|在|专|规|个|户|民)?[^,;]{0,8}$|签约服务|仍有|还有|正在"
)
_STOCK_EXCLUDED = re.compile(
    r"调[出入]|出生|死亡|培训|走访|新增|新建|发展党员|调解|处理|处置|排查|开展|发放|没有|慰问|转移|新纳入|申请|新识别"
)
_NORM_TAIL = re.compile(r"(?:以[下上内]|的|项目|标准)")
_EACH = re.compile(
    r"每(?:月|周|日|天|年|季度?|半月|人|户|亩|次|名|个)[^,;]{0,8}$|人均|户均|平均|(?<!高)标准(?!化)|上限|下限|不超过"
)
_NAMED_SET = re.compile(r"^[二三四五六七八九十两]大$")


_LISTED = re.compile(r"[,;、:(（和及\s]*(?:其中)?[:,]?(?:共|还|已|设|现|另)?有?[^,;]{0,14}")
_ACTS = re.compile(
    r"[了新]|净增|增加|减少|纳入|享受|签订|制定|编制|出台|印发|完成|发放|争取|获|收[取到]|实现|拨付|办结|开展|处理|化解|召开|组织|培训|签约|到位|兑付|[调流][出入转解]|申[请报]|引进|培育|查处|受理|救助|慰问|走访|帮扶|安置|转移|入户|排查|识别|错退|返贫|(?<!未)脱贫|就业|出栏"
)
_AMONG = re.compile(r"[^,;。]{0,12}中[,，]?")
_UNITS_OF_LAND = ("亩", "平方米", "公里")
_ADMIN_TAIL = re.compile(
    r"(?:个)?(?:行政村|自然村|社区(?!矫)|村(?:（|\()?|居委会|村委会|居?民?小组|村民小组|居民小组|社区居民委员会|村民委员会|居民委员会|民族)"
)
_HAS = re.compile(r"(?:^|[,;。\s镇乡县区市共现])(?:下?辖|[共现]?有|居住着?|分布着?)[^,;。\d]{0,8}$")
_OF_ALL = re.compile(r"(?:^|[。;\n])[^,。;]{2,12}中,[^。;]*$")
"""全镇党员中,女性60名."""
_REACHES = re.compile(
    r"(?:企业|合作社|农场|大棚|主体|基地|大户|户数|人数|党员|支部|网格)(?:已|共|累计)?(?:达到?|为)$|发展到$"
)
"""规上企业达17家."""
_PART_DONE = re.compile(r"^(?:[,;]?其中[:,]?|、)[^,;]{1,8}完成$")
"""其中水稻完成30万亩 of a plan is planned too."""
_FORESEEN = re.compile(r"(?:^|[。;\n])[^,。;]{0,4}预计,")
_BY_YEAR = re.compile(
    r"(?:^|[,;。:：、\s]|力争|确保|预计|计划|目标)到(?:20\d\d年(?:底|末)?(?!的)|“?十[四五六]五”?末,)[^。;]*$|"
    r"(?<!已)(?<!于)(?:年底|月底|年末|季末)前[^,;]{0,3}(?:完成|建成|实现|达到|投产|开工|竣工|新增|力争)[^,;。]*$"
)
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
    prior: str
    """Kind of the figure before it in its sentence, whether it hangs on it or not."""
    stood: bool
    """Whether the last figure of its sentence that is no share was a stock."""
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
    moved = seen.unit in RANKS and not seen.surface.startswith("第")
    if moved and re.search(r"(?:提升|上升|前移|提高|下降|下滑|前进)了?$", seen.lead):
        return "growth", "kind.growth_word"
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
    if (
        seen.unit == "元"
        and _EACH.search(seen.lead)
        and "均" not in seen.lead
        and not _PLAN.search(seen.clause)
    ):
        return "norm", "kind.each"
    return None


def _by_rate(seen: Seen) -> tuple[str, str] | None:
    if seen.unit != "比例" and "倍" not in seen.unit and not seen.surface.startswith("翻"):
        return None
    if _DONE_OF.search(seen.lead) or re.search(r"自然增长率[为达是]?$", seen.lead):
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
    if (
        _PLAN.search(seen.clause)
        or _FORESEEN.search(seen.sentence)
        or re.search(r"(?:投产|达产|建成|完工|竣工)后", seen.sentence[-60:])
    ):
        return "plan", "kind.plan_word"
    if seen.before == "plan" and (not _DOES.search(seen.lead) or _PART_DONE.search(seen.lead)):
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
    if (
        seen.unit in AMOUNTS
        and seen.unit != "元"
        and re.search(r"年(?:产(?!量|值)|加工|处理|生产)", seen.lead[-6:])
    ):
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
    if seen.before == "profile" and seen.unit in _UNITS_OF_LAND and not _ACTS.search(seen.lead):
        return "profile", "kind.profile_list"
    made = re.search(r"建成|新建|新增|完成", seen.clause)
    if seen.unit in _UNITS_OF_LAND and not made and re.match(r".{0,12}基地", seen.tail):
        return "stock", "kind.base"
    return "amount", "kind.measure"


def _counted(seen: Seen) -> tuple[str, str]:
    if seen.unit in ("人次", "次", "场", "场次", "件", "起", "轮", "批", "期", "批次", "户次", "家次", "篇"):
        return "count", "kind.event"
    if _HAS.search(seen.clause) and _ADMIN_TAIL.match(seen.tail):
        return "profile", "kind.divisions"
    if seen.prior == "profile" and _ADMIN_TAIL.match(seen.tail) and _LISTED.fullmatch(seen.lead):
        return "profile", "kind.divisions"
    among = re.search(r"(?:^|[在从于,])$", seen.lead) and _AMONG.match(seen.tail)
    if seen.unit in ("户", "人") and re.search(r"(?:^|[,，;])全[镇乡县区市村]$", seen.lead):
        return "stock", "kind.all_of"
    if seen.tail and (_ALL_OF.search(seen.clause) or (among and seen.lead)):
        return "stock", "kind.all_of"
    if seen.unit in ("人", "户") and _OF_ALL.search(seen.sentence) and not _ACTS.search(seen.lead):
        return "stock", "kind.all_of"
    if seen.unit == "岁":
        return "stock", "kind.age"
    if _REACHES.search(seen.lead) and not _ACTS.search(seen.lead):
        return "stock", "kind.stock_word"
    if re.search(r"总[量数](?:达到?|为)?[约近超]?$", seen.lead):
        return "stock", "kind.stock_word"
    if seen.lead.endswith("已有") and _ACTS.search(seen.tail) and seen.unit in ("户", "人", "个", "家"):
        return "count", "kind.counted"
    if not _STOCK_EXCLUDED.search(seen.lead):
        if _STOCK.search(seen.clause) or re.search(
            r"(?:^|[,、;。])(?:在册)?(?:党员|村民|居民|农户|劳动力|人口)$", seen.clause
        ):
            return "stock", "kind.stock_word"
        if seen.before == "stock" and (len(seen.lead) <= 10 and not re.search(r"^[,;](?!其中)", seen.lead)):
            return "stock", "kind.stock_list"
        goes_on = seen.stood and _LISTED.fullmatch(seen.lead)
        if goes_on and not _ACTS.search(seen.lead + seen.tail[:6]):
            return "stock", "kind.stock_list"
        if not seen.lead and seen.tail and re.match(r"刑满|重点|退役|残疾|留守|在", seen.tail):
            return "stock", "kind.stock_list"
    return "count", "kind.counted"
