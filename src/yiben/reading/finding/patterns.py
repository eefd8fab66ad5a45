"""One expression that finds whatever begins with a numeral; the order of its branches is their rank.

«name» stands for one of the parts in `_parts`.
"""

import re
from functools import lru_cache

from yiben.kernel.spoken import CHINESE
from yiben.reading.finding.left_out_patterns import LEFT_OUT
from yiben.reading.finding.units_spoken import NOUNS, pattern

GAP = r"(?:[ \t\u3000\xa0\u2009\u202f]{0,3}(?:\r?\n[ \t\u3000\xa0]{0,4})?)"
"""Blanks and at most one line break, inside a figure."""
_ARABIC = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?![\d,])(?:\.\d+)?|"
    # Groups of three parted by blanks are one number only where its unit follows.
    r"\d{1,3}(?:[ \u2009\u202f\xa0]\d{3}){1,4}(?!\d)(?:\.\d+)?(?=[余多万亿]|«unit»)|\d+(?:\.\d+)?)"
)
_SCALE = r"(?:[十百千]?(?:万亿|亿|万)|千(?![米克瓦伏])|百(?!分))"
_AMOUNT = (
    r"(?:\d+(?:\.\d+)?«scale»(?=\d+(?:\.\d+)?«scale»))?«arabic»(?:«gap»(?:[余多几](?!少|"
    r"种多|元化)|来(?=«gap»(?:«unit»))))?"
    r"(?:«gap»个(?=«sp»(?:[余多]«sp»亿|亿(?!元以))))?(?:«gap»[余多](?=«sp»亿))?(?:«gap»«scale»)?"
    r"(?:«gap»[余多](?!少|种多|元化))?"
)
_SPOKEN = (
    r"(?:«cn»+点[零一二三四五六七八九]+[万亿]?|[一二两三四五六七八九十]{1,2}个[余多]?亿(?!元以)[余多]?|"
    r"«cn»+(?:[余多几来](?=«cn»*«gap»(?:«unit»))[百千万亿]*)?(?:[余多](?=«gap»(?:«unit»)))?)"
)
_LEAST = (
    r"不少于|不低于|不下于|至少|超过了?|突破了?|高于|多于|大于|(?<![赶反])超|(?<!期)逾|"
    r"上(?=[百千万])|(?<![通经超])过(?=[百千万亿])|破(?=[百千万亿])"
)
_MOST = r"不足|不到|不超过|不多于|不高于|不大于|低于|少于|小于|最多"
_ABOUT = r"大约|将近|接近|约为|约(?!束|定)|近"
_BEFORE = (
    r"(?:(?P<least>«least»)|(?P<most>«most»)|(?<![最附临就邻亲靠远节签契预制合违履])(?P<about>«about»))?"
)
_AFTER = (
    r"(?:«gap»(?:(?P<up>及?以上|之上|\(含\)以上|（含）以上)|"
    r"(?P<down>及?以下(?!简称)|以内|之内|内(?=[，。；、,;\n完办处解整到]))|"
    r"(?P<nearly>左右|上下|[余多](?=[，。；、,;]))))?"
)
_FIGURE = (
    r"«before»«gap»(?P<yuan>[￥¥])?(?P<sign>(?<![\d年月日%A-Za-z.)）])[-−]|负(?=\d))?(?:(?P<arabic>«amount»)"
    r"|(?P<spoken>«spoken»))"
    r"(?:«gap»(?P<unit>%|‰|«unit»)|(?P<noun>(?=«nouns»)))?«after»"
)
_RANK = (
    r"(?<!放在)(?<!摆在)(?<!放到)第(?P<nth>«cn»+|\d+)(?:名|位(?!书记)|(?P<tier>阵列|方阵|梯队)|"
    r"(?P<town>大?[镇村县](?=[，。；、,;\n)）”]))|(?:(?<=[列居名获省市州县区国镇]第\w)|"
    r"(?<=[列居名获省市州县区国镇]第\w\w)|(?<=[列居名获省市州县区国镇]第\w\w\w))(?=[，。；、,;\n)）的]|"
    r"$))|"
    r"(?:(?<=[列居位入省市州县区国名])|(?<=取得))前(?P<within>«one»|\d{1,2})(?:名|位|(?=[，。；、,;\n]))"
)
_BEST = (
    r"(?P<scoped>全(?:国|省|市|州|县|区|镇|域)(?:首[个家座条所例]|"
    r"最[大高长多早快优佳好强美](?!限|程|努|公)))|"
    r"首[个家座条所例]|最[大高长](?!限|程|努|公|化|值|的)"
)
_RHYTHM = (
    r"[每一]个?(?P<halved_span>半个?(?=[年月]))?(?P<span>天|日|周|月|季度?|年)(?P<floor>至少|不少于)?(?:[^\W\d_一两二三四五六]{0,6})?"
    r"(?P<times>[一两三四五]|\d{1,2})(?:次|轮|遍)(?!性)(?P<more>以上)?|"
    r"[每一](?P<beat>天|日|周|月|季度?|年)一(?![个度次家人定体样直些种批生年月天日])[\u4e00-\u9fff]{2}"
)
_ZERO = (
    r"(?:没有|从未|均未|未|无)(?:发生|出现|发现|有|新增)?过?[一1](?P<none>起|件|例|人|户|宗|名|处)(?!一|档)|"
    r"零(?P<nought>事故|伤亡|死亡|上访|进京访|非访|案件|发案|火灾|强拆|投诉|感染|返贫|差错|违规|举报)"
)
_SHARE = (
    r"«before»(?:(?<![\d/])(?P<over>[1-9])/(?P<under>[2-9])(?=[，。；、,;：:)）的强弱]|"
    r"以上|以下|左右|多|$)|(?P<all>百分百)|(?P<below>[百千万]|«one»+|\d+)分之(?P<above>«cn»+(?:点[零一二三四五六七八九]+)?|"
    r"\d+(?:\.\d+)?)|"
    r"(?<!第)(?<!«cn»)(?<![\d.])(?P<tenths>一二|[一二两]三|三四|四五|五六|六七|七八|八九|"
    r"(?:(?<![统划合之唯同逐])一|[二两三四五六七八九1-9])(?=成(?:[一二三四五六七八九半])?(?:[强弱，。；、,;：:)）\s的]|"
    r"以上|左右|多(?!为|数)|以下|$))|[二两三四五六七八九1-9](?=成(?:[一二三四五六七八九半])?"
    r"(?:农|群众|村|居民|贫|党员|企业|商户|用于|是|土地|耕地|劳动|家庭|人|学生|项目|资金|收入|产|受|市场|茶|林|来自)))"
    r"成(?P<hundredths>[半一二三四五六七八九])?)«rather»«after»|"
    r"翻了?(?P<nearly_doubled>[近约])?(?P<doubled>[一两二三\d])番(?:(?P<doubled_more>多|有余)|"
    r"(?P<doubled_least>以上))?|实现(?P<double>翻番)"
)
_HALF = (
    r"«before»(?:(?<!另)(?:一半|半数)(?P<half_share>)|"
    r"(?P<whole>\d{1,3}|«one»{1,2})(?:个半(?P<halved>小时|月|钟头)|"
    r"(?P<halved_too>年|天|倍|亩|公里|斤|吨|小时)半(?![年月天导径]))|"
    r"半(?:个(?P<half_of>小时|月|钟头|工作日)|(?P<half_of_too>小时|天|亩(?!方)|公里|斤|吨)))(?![^，。；\n]{0,3}圈)«after»|"
    r"(?<!双)(?<!时间)(?<!时间过半.任务)(?:(?P<past>[过超])|近)半数?(?!年|月|天|程|个|小|百|辈|空|载|生|截|导)"
)
JOIN = re.compile(
    GAP + r"(?:(?P<range>——?|[–~～\-−]|至|到)|(?P<list>[、和与及]|以及)|"
    r"(?P<move>(?:逐步|稳步|大幅)?"
    r"(?:增加|增长|提高|提升|上升|扩大|发展|下降|减少|降低|压缩|缩短|降|增|升|减)了?(?:到|至|为)))" + GAP
)
"""What stands between two numbers of which the second bears the unit of both."""
_BRANCHES = {
    "zero": _ZERO, "rhythm": _RHYTHM, "half": _HALF, "share": _SHARE,
    "rank": _RANK, "best": _BEST, "figure": _FIGURE,
}  # fmt: skip
_ORDER = (
    "furniture", "list_mark", "number", "zero", "rhythm", "quoted", "title", "half", "share", "date",
    "unclear", "slogan", "name", "rank", "best", "ordinal", "vague", "figure",
)  # fmt: skip
HEDGED = {"share": "_", "half": "_h"}
"""Branches that hold the hedges too, with what the names of their groups end in."""
_GROUP = re.compile(r"\(\?P<(\w+)>")
_FIRST = (
    rf"\d{CHINESE}①-⑳“‘「『\"《〔\[（(/\-−￥¥hwA-Z第首全最每前头近这上过没未无从均超突不至高多大约将接低少小破逾翻"
    "实其初正新数几若今浏查阅点访评回转字共扫赞半下后负"
)
"""What any branch begins with: the rest of the text is passed over at once."""


@lru_cache(maxsize=1)
def _parts() -> dict[str, str]:
    return {
        "before": _BEFORE, "after": _AFTER, "amount": _AMOUNT, "spoken": _SPOKEN,
        "least": _LEAST, "most": _MOST, "about": _ABOUT, "scale": _SCALE, "arabic": _ARABIC,
        "gap": GAP, "sp": r"[ \t\u3000\xa0]*",
        "nouns": "|".join(NOUNS), "unit": pattern(), "cn": f"[{CHINESE}]", "one": "[一二两三四五六七八九十]",
        "rather": r"(?:(?P<rather>[强弱])(?=[的，。；、,;\s]|$))?",
    }  # fmt: skip


def _filled(text: str) -> str:
    for name, part in _parts().items():  # in the order given: a part may hold those after it
        text = text.replace(f"«{name}»", part)
    return text


@lru_cache(maxsize=1)
def master() -> re.Pattern[str]:
    """The one expression; `lastgroup` of a match is the name of its branch.

    The hedges stand in several branches and a group's name may be given once: `HEDGED` tells its ending.
    """
    branches = {name: _filled(part) for name, part in (LEFT_OUT | _BRANCHES).items()}
    for branch, mark in HEDGED.items():
        for name in _GROUP.findall(branches["figure"]):
            branches[branch] = branches[branch].replace(f"(?P<{name}>", f"(?P<{name}{mark}>")
    whole = "|".join(f"(?P<{name}>{branches[name]})" for name in _ORDER)
    return re.compile(f"(?=[{_FIRST}])(?:{whole})")


@lru_cache(maxsize=1)
def figure() -> re.Pattern[str]:
    """A number with its unit alone, for the second end of a range."""
    return re.compile(_filled(_FIGURE))
