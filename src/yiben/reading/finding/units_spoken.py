"""The units of the catalog as a sentence writes them, and the one meant where it is left out."""

import re
from decimal import Context, Decimal
from functools import lru_cache

from yiben.kernel.units import Unit, unit, unit_names
from yiben.reading.finding.words import SENTENCE_ENDS

_EXACT = Context(prec=60)
SAID = {
    "平方": "平方米", "个平方": "平方米", "个平方米": "平方米", "平米": "平方米", "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米", "k㎡": "平方公里", "km²": "平方公里", "平方里": "平方公里", "立方": "立方米",
    "m³": "立方米", "㎥": "立方米", "mm": "毫米", "cm": "厘米", "m": "米", "kg": "千克",
    "摄氏度": "℃",
    "km": "公里", "个人": "人", "位": "人", "亩地": "亩", "块钱": "元", "元钱": "元", "元人民币": "元",
    "个小时": "小时", "个工作日": "工作日", "个季度": "季度", "百分点": "个百分点", "台套": "台",
    "台(套)": "台",
    "台（套）": "台", "套(台)": "台", "张床": "张", "周岁": "岁", "人(次)": "人次", "人（次）": "人次",
    "度电": "千瓦时", "度": "千瓦时",
}  # fmt: skip
"""Ways of saying a unit that the list does not hold, to the unit meant. 15位老人 are persons; 第15位 is a
rank."""
_NOT_AFTER_A_NUMBER = ("比例", "名次", "月", "次/天", "次/周", "次/月", "次/季", "次/年", "阵列", "方阵")
# A unit that begins another word there is none: 3台区, 5条例, 2名录.
_NO_UNIT_BEFORE = {
    "方": "面案针式向便法位", "条": "例件款", "次": "产数序", "名": "录单称", "个": "体别性",
    "本": "级地镇村年届",
    "台": "账区", "场": "所地镇", "所": "有属在以", "家": "庭长风园属禽门乡", "起": "来步点", "班": "子",
    "队": "伍", "组": "织", "面": "积", "只": "有能要", "户": "籍均", "人": "均民大才员口",
    "支": "部出付持书",
    "床": "位", "头": "条", "天": "然", "部": "门", "口": "径", "层": "面级", "节": "点", "门": "类",
    "种": "植养", "类": "似型", "周": "边期", "分": "之别类级布", "年": "级均", "首": "批届创",
    "车": "间道站",
    "期": "间待", "处": "理置罚", "项": "目", "元": "旦", "里": "程", "份": "额", "度": "假",
    "道": "路口德理班", "副": "书镇主职县局", "群": "众体",
    "把": "握关手好", "款": "项式待", "架": "空构", "则": "不",
    "匹": "配", "m": "A-Za-z²³2",
    "眼": "科镜前下看", "顶": "层级", "盒": "饭", "杆": "子",
    "票": "据数价房", "亩": "方",
}  # fmt: skip
_DAYS_ONLY = r"(?=以?内|以[上下])"
"""30日内 is a term; 30日 a date."""
_OF_POWER = r"(?<=[万亿])度(?![假过])"
"""1250万度 is electricity; 25度 may be warmth or an angle."""
SPOKEN_COUNTS = (
    "个", "家", "件", "起", "名", "人", "位", "户", "轮", "批", "次", "场", "条", "项", "处", "所", "座",
    "栋", "间",
    "套", "台", "辆", "篇", "支", "宗", "例", "株", "头", "亩", "元", "吨", "公里", "平方米", "倍", "人次",
    "户次",
    "场次", "批次", "美元", "个月", "天", "小时", "岁",
)  # fmt: skip
"""Measure words that a lone Chinese digit counts with; after others it mostly makes a word (两级, 三方,
四面)."""
PEOPLE = (
    "群众", "居民", "村民", "党员", "学生", "游客", "职工", "干部", "百姓", "师生", "劳动力", "人口", "农民",
    "市民", "老人", "妇女", "儿童", "志愿者", "务工人员",
)  # fmt: skip
_HOUSEHOLDS = ("农户", "贫困户", "脱贫户", "住户")
_BODIES = {"企业": "家", "项目": "个", "社区": "个"}
NOUNS = dict.fromkeys(PEOPLE, "人") | dict.fromkeys(_HOUSEHOLDS, "户") | _BODIES
"""Nouns that a number stands before without a measure word: 3000余农户."""


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """All ways of writing a unit after a number, longest first."""
    listed = {name for name in unit_names() if name not in _NOT_AFTER_A_NUMBER and not _scaled(name)}
    return tuple(sorted(listed | set(SAID), key=len, reverse=True))


def _scaled(name: str) -> bool:
    """万亩: the 万 belongs to the number."""
    return name[0] in "百千万亿" and name[1:] in unit_names() and name not in ("千米", "千克", "千瓦")


@lru_cache(maxsize=1)
def pattern() -> str:
    """A pattern of the units, none of which begins another word."""
    parts = []
    for name in names():
        words = _NO_UNIT_BEFORE.get(name, "")
        if name == "度":
            parts.append(_OF_POWER)
            continue
        parts.append(re.escape(name) + (f"(?![{words}])" if words else _DAYS_ONLY if name == "日" else ""))
    return "|".join(parts)


def base(value: Decimal, said: str) -> tuple[Decimal, str]:
    """The value in the base unit, and that unit: 1900 个平方 → 1900 平方米, 97.5 % → 0.975 比例."""
    meant = _meant(said)
    return (value if meant.factor == 1 else _EXACT.multiply(value, meant.factor)), meant.base


@lru_cache(maxsize=512)
def _meant(said: str) -> Unit:
    return unit(SAID.get(said, said))


_HINTS = (
    ("人次", ("游客", "客流", "接待", "客人", "人次")),
    ("人", ("人口", "人数", "就业", "参保", "劳动力", "务工", "群众", "粉丝", "会员", "党员")),
    ("户", ("户数",)),
    ("亩", ("面积", "种植", "播种", "亩", "林地", "耕地")),
    ("吨", ("产量", "吨", "粮食总产", "产能")),
    ("元", ( "投资", "产值", "收入", "资金", "税", "款", "经费", "费", "销售", "补贴", "金额", "元",
    "固投", "投入",
            "捐", "救助", "预算", "支出", "价值", "金", "额", "薪", "工资", "债")),
)  # fmt: skip
_SENTENCE = 120
"""How far back the thing counted may stand, in characters."""
_DEED = re.compile(
    r"(?:完成|到位|实现|拨付|兑付|支出|到账|投入|争取|达到?|为|剩余|尚?差|超收|入库)[了约近超达]?$"
)
_MONEY = re.compile(r"投资|收入|产值|资金|税收|任务|固投|财政|营收|销售")
_SCALED = re.compile(r"\d[余多]?个?[万亿][余多]?(元|亩|人次|人|户|吨|平方米|立方米|株|头|只|斤|公斤|千瓦时)")
_CLAUSE = re.compile(r"[，,：:（）()]")


def left_out(text: str, start: int) -> str:
    """The unit meant by a bare 万 or 亿: that of the thing its clause names last; after a deed alone
    (完成67.59亿) that of the sum or measure before it; else that of the thing the
    sentence names last, else 元.

    完成投资67.59亿, 发放23.4万 (元); 总人口3.2万 (人); 播种面积2.1万 (亩).
    """
    paragraph = text[max(0, start - _SENTENCE) : start].rpartition("\n")[2]
    before = paragraph
    for end in SENTENCE_ENDS:
        before = before.rpartition(end)[2]
    clause = _CLAUSE.split(before)[-1]
    own = _named(clause)
    if own:
        return own
    if _DEED.search(clause):
        scaled = _SCALED.findall(paragraph)
        if scaled:
            return str(scaled[-1])
        if _MONEY.search(before):
            return "元"
    return _named(before) or "元"


def _named(words: str) -> str:
    found = [
        (words.rfind(word) + len(word), name) for name, hints in _HINTS for word in hints if word in words
    ]
    return max(found, key=lambda hit: hit[0], default=(0, ""))[1]
