"""The words right before and right after a number that can say what it counts."""

import re

_TIME = (
    r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|(?:(?:19|20)\d\d年)?(?:\d{1,2}月?[-—~～至到]\d{1,2}月份?|前(?:[一二三四五六七八九十\d]{1,2}个?月|[三3]季度))|(?:1[0-2]|[1-9])月(?:份|底|末)?(?:\d{1,2}日)?|"
    r"全年|年(?:末|底|初|内)(?:以?来|前)?|到20\d\d年(?:底|末)?|今年(?:以?来)?|本年度?|目前|当前|(?:这|近|最近)?[一二三四五六七八九十几]年(?:以?来)|近[三四五]年|近年来|"
    r"截[至止到](?:目前|今|当前)?(?:[0-9一二三四五六七八九十]{1,2}月(?:份|底|末)?(?:\d{1,2}日)?)?"
)
_OPENING = re.compile(
    rf"^(?:[\s\u3000—·“”\"（(、]+|[一二三四五六七八九十]{{1,2}}[是要]|预计(?={_TIME})|(?:在|到)?(?:{_TIME})[,，]?|其中|同时|另外|此外|并|还|先后|共计?|累[计积]|已经?|"
    r"全[镇乡]|全[县区市](?=共)|分别(?=占)|我[镇乡县区局办]|该[镇乡]|我们|积极|扎实|高效|牢牢|切实|全力|稳步|有序|严格|及时|深入(?!基层|群众)|全面(?=完成|推进|落实|开展)|大力|成功|现|共有|有|约|的|下?辖|中(?![小学心药专央型共医高等]))+"
)
_CLOSING = re.compile(
    r"(?:(?<=....)完成|(?<=[产总]值|收入|税收)(?:实现|完成)|稳定在|保持在|控制在|位列|位居|名列|常居|排名|达到|达|突破|超过|超|(?<![签合契节])约|近|共计?|合计|总计|累计|(?<![行作认因])为|分别|是|了|将|可|已|(?<![持拥享])有|仅|至|到|不[少低]于|不超过|至少|的|各|全部|(?<![人户亩村年平])均|预计|(?<!预)计|等|[“\"（(、\s])+$"
)
_TAIL_STOP = re.compile(r"[,;。:：、()（）“”]|的(?=.{0,3}$)")
_TAIL_VERB = re.compile(
    r"(?<=..)(?:将|已|即将|正在|全面|通过|完成|获得?|(?<!合)并(?![网购])|用于|上半年|下半年|截至|累计)"
)
_SUBJECT = re.compile(
    r"^[\s“]*(?:截至目前|目前)?(?!其中)([一-龥]{0,8}?(?:纪委|派出所|专班|班子成员|综治中心|司法所|卫生院|财政所|民政办|工会|妇联|团委|武装部|人大|政协|法庭|党政主职|商会|合作社))"
)
_NO_SUBJECT = re.compile(r"收[到取]|受理|组织|完成|开展|配合|[对向由与]|年")
_ABBREVIATIONS = {"固投": "固定资产投资", "播面": "播种面积"}


def core_of(lead: str, joined: bool) -> str:
    """The words that say what is counted, without openings, hedges and the list before them."""
    text = re.sub(r"[(（][^()（）]*[)）]", "", lead) if len(lead) < 60 else lead
    if joined and "、" in text[1:]:
        text = text.lstrip("、,和及")
    text = re.sub(r"的[户人个]数$", "", text)
    if re.fullmatch(r"\s*[、,]?(?:以?及|和|与)\s*", text):
        return ""
    text = re.sub(r"(?<=..)[由从]$", "", text)
    text = _OPENING.sub("", re.sub(r"[由从]?(?:(?:19|20)\d\d年|去年|上年)的?$", "", text))
    text = _OPENING.sub("", _CLOSING.sub("", text))
    opened = max(text.rfind("("), text.rfind("（"))
    if opened >= 0 and len(text) - opened > 2:
        text = text[opened + 1 :]
    text = re.sub(r"[\s“”\"—]+", "", text)[-40:]
    for short, full in _ABBREVIATIONS.items():
        text = text.replace(short, full)
    return text


def noun_after(tail: str, unit: str) -> str:
    """The noun right after the number: 23所学校 → 学校."""
    text = re.sub(r"^[“\"]([^”\"]{1,16})[”\"]", lambda quoted: quoted[1].replace("、", "·"), tail.lstrip())
    if (
        not text
        or not re.match(r"[一-龥“\"]", text)
        or re.match(
            r"以[上下]|左右|上半年|下半年|全年|截[至止]|(?:增加|增长|提高|上升|下降|减少|扩大|降低?|升|提升)[到至]|的任务|多|之|[在为于对和及与并由被]",
            text,
        )
    ):
        return ""
    if re.match(r"中(?![小学心药专央型共医高等])", text):
        return ""
    if re.match(r"项目中|村中|企业中", text):
        return text[:2].replace("村中", "村")
    cut = _TAIL_STOP.search(text)
    text = text[: cut.start()] if cut else text
    text = _TAIL_VERB.split(text, maxsplit=1)[0]
    return re.sub(r"^[的“\"]|[\s“”\"]|[和及与]$", "", text)[:18]


def subject_of(clause: str) -> str:
    """Who does it, where the clause opens with an office or a village."""
    found = _SUBJECT.match(clause)
    return found[1] if found and not _NO_SUBJECT.search(found[1]) else ""
