"""How a name takes what it lacks from the figure before it: 其中 lists, ellipsis, lists of one verb."""

import re
from dataclasses import dataclass

_YIELD = re.compile(r"^(?:年|总|平均)?(?:产量|产值|总产量|总产值|总产|单产|亩产|均价|单价|销量|销售额)$")
"""Said of a crop or an animal, not of its field: 播种面积…,产量… is 产量 of the crop."""
_FIELD = re.compile(
    r"(?:种植|播种|收获|养殖|栽植|定植)*(?:总?面积)?$|(?:出栏|存栏|总?产量|总?产值|总产|单产)+$"
)
_HERD = re.compile(r"^(?:年?末?存栏|年?出栏)量?$")
_EACH = re.compile(r"^(?:亩均|户均|村均|平均每)")
_GROWN = re.compile(r"^(?:增加|增长|提高|上升|下降|减少|扩大)$")
_SUM = re.compile(r"(?:年?(?<!总)产值|(?:计划|协议|签约|概算|估算)?总?投资额?|金额|资金)$")
_PAID = re.compile(
    r"^(?:累计|共|合计|每?月|按月)?(?:发放|拨付|兑付|支付)(?:保障金|(?:救助|补助|补贴|奖补|各类)?资金|救[助济]金|补[助贴]金?|金额|款)?$"
)
_DEED_BEFORE = re.compile(
    r"(?:已|全部)?(?:开工|完工|竣工|投产|投用|办结|整改|签约|立案(?:审查)?(?:调查)?|破案)$"
)
_DEED_ALONE = re.compile(
    r"(?:已|全部|均)?(?:开工|完工|竣工|投产|投用|办结|结案|破案|整改|化解|签约|验收)(?:建设)?$"
)
_REACHED = re.compile(r"(?:覆盖|惠及|受益|带动|涉及|辐射)")
_SERVED = re.compile(r"(?:累[计积])?(?:保障|享受|惠及|覆盖)$")
_DEED = re.compile(
    r"^(?:预计|计划|拟|力争)?(?:新增|新建|引进|发放|争取|完成|建成|培育|发展|招引|申报|投入|实现|种植|推广|共有|现有|改造|修建|建设|签约|谋划)"
)
_HEAD = re.compile(
    r"(?:完成)?(?:种植|播种|养殖|造林|流转)(?:面积)?$|面积$|(?:总)?(?:产值|产量|收入|任务数?|支出|资金|贷款|存款|人口)$"
)
_MONEY = re.compile(r"(?:[一-龥]{0,2}(?:补贴|补助|津贴|奖金|资金|贷款|税收|保费)|[一-龥]{1,2}[金款])$")
_BARE = re.compile(r"(?:以上|以下|学历|以内|其他|其余)$")
_ENDING = re.compile(
    r"(?:面积|产值|产量|收入|支出|资金|投资|任务|人口|税|款|金|费|额|率|产业|社|场|基地|园|店|厂|中心|大户|品牌|党员|干部|村|户|项目|企业|支部|人员|对象)$"
)


@dataclass(frozen=True, slots=True)
class Stem:
    """The words of a name that the next figures may take up."""

    text: str = ""
    noun: str = ""
    """The noun after its number, at the end of the text: 社区 of 辖3个社区."""
    unit: str = ""


def joined(before: Stem, core: str) -> str:
    """The stem before with the few words of this figure: 受理举报, 办结 → 受理举报办结."""
    text, core = before.text, core.replace("分别", "")
    if _GROWN.match(core) or (len(core) <= 4 and core and core in text):
        return text
    if _YIELD.match(core) or _HERD.match(core):
        crop = _FIELD.sub("", _FIELD.sub("", re.sub(r"^(?:完成|种植|实现|年|养殖|年出栏|年存栏)+", "", text)))
        return (crop or text) + core
    if _EACH.match(core):
        return re.sub(r"面积$|产[量值]$", "", text) + core
    if _PAID.match(core):
        return _SERVED.sub("", text) + core
    if core.startswith("完成"):
        text = text.removeprefix("完成")
    text = _DEED_BEFORE.sub("", text) if _DEED_ALONE.match(core) and len(text) > 4 else text
    ending = _SUM.search(text)
    if ending and ending.start() > 2 and (_DEED_ALONE.match(core) or _REACHED.match(core)):
        text = text[: ending.start()]
    if ending and core == "完成" and "投资" in ending.group():
        core = "完成投资"
    if ending and re.search(r"投资|资金|金额", core) and ending.start() > 2:
        text = re.sub(r"(?:已|累计)?完成$", "", text[: ending.start()])
    return text + core if core not in text else text


def listed(before: Stem, noun: str, unit: str) -> str:
    """设1个总支,35个支部 and 辖3个社区,68个居民小组: the verb stays, the noun changes."""
    if not before.noun or unit != before.unit:
        return noun if len(noun) > 4 or (unit != before.unit and len(noun) > 1) else before.text + noun
    verb = before.text.removesuffix(before.noun)
    return verb + noun if len(verb) <= 4 else noun


def part(whole: Stem, stem: str) -> str:
    """A part after 其中: of 种植面积…其中水稻 → 水稻种植面积; of 引进项目…其中工业项目 → 引进工业项目."""
    if not whole.text or whole.text in stem:
        return stem
    done = _DEED.match(whole.text)
    deed = done.group() if done and not _DEED.match(stem) else ""
    head = _HEAD.search(whole.text)
    if _BARE.search(stem) and whole.noun:
        return stem + whole.noun
    if _ENDING.search(stem) and (head or stem[-2:] in whole.text[-4:] or stem[-1:] == whole.text[-1:]):
        return stem if head else deed + stem
    if head:
        stem, name = re.sub(r"完成$", "", stem), head.group()
        return (deed if not name.startswith("完成") else "") + stem + name
    if len(stem) >= 7 or (len(stem) >= 5 and _ENDING.search(stem)):
        return stem
    return whole.text + stem


def paid(whole: Stem, before: Stem) -> str:
    """抚恤金67万元,其中复员军人27人,32.4万元: the sum of a part is named as the whole is."""
    head = _MONEY.search(whole.text)
    return before.text + head.group() if head else before.text
