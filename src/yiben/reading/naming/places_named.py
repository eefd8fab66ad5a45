"""The village, park, firm or town a clause speaks of."""

import re
from collections import Counter

from yiben.reading.naming.frame import title_lines

_TOWN = re.compile(r"([一-龥]{2,5})(镇|乡(?!村|镇|亲|贤|道|风|土|级|组|情)|街道(?!办|[、和])|街道办事处)")
_NOT_TOWN = re.compile(
    r"[全我该本各乡城集强重小名大村建古千百和与及对由将政府街个]$|党委|政府|[省市县区州]$|[^红]旗$|的$"
)
_NO_NAME = re.compile(r"^.*(?:中共|关于|代表|完成|任务|促进|推动|建设|打造|实现|[我本该全各了的])")
"""Words that run into 镇 but are no part of its name: 我代表镇, 完成了镇."""
_WORDS_BEFORE = re.compile(r"^.*[在到对由向与和及让使把被将为是从给等赴]")
_COUNTY = re.compile(
    r"([一-龥]{2,8}?[县区市旗])"
    r"(?=人民政府|政府|[委府]办|(?:19|20)\d\d ?年|国民经济|[一-龥]{2,8}[局委](?![一-龥]{0,2}员))"
)
_TOWN_WORD = re.compile(
    r"[全我本][镇乡](?!村)|镇(?:党委|人民政府|政府|人大)|乡(?:党委|政府)|街道(?:党工委|办事处)|全街道"
)
_COUNTY_WORD = re.compile(r"全[县区市]|我[县区市局]")
_TITLE_COUNTY = re.compile(r"(?:^|\n)(?:关于)?([一-龥]{2,4}[县区市旗])(?=[一-龥]{4})")
_NOT_COUNTY = re.compile(r"[城都集超股门]市|^[全我该本各城园景社小新辖]|[城园景社小辖]区$|地区$|都市$")
_ABOVE = re.compile(r"^.*[省市县区州旗的](?=.)")
_PART = re.compile(
    r"([一-龥A-Za-z]{1,14}?)"
    r"((?:产业园区|产业园|工业园区|工业园|示范园|物流园|园区)(?!提)|(?:有限责任|股份有限|有限)公司|公司(?!制)|集团|社区(?![(（]|工作|服务|建设|治理|教育)|村(?![级居庄内镇集规务史容情域企医卫里口并晚(（]|道(?!路))"
    r"|卫生院|医院|福利院|敬老院|(?:第[一二三四五六七八九十]|中心|实验)(?:小学|中学|初中|幼儿园)|水库|景区)"
)
_ENDING = re.compile("村|社区|园|公司|集团|院|小学|中学|初中|水库|景区")
"""What one of `_PART` must hold, so that most words are passed over at once."""
_GENERIC = re.compile(
    r"(?:^|.*[0-9]个?|.*[各全本该我每农乡新驻进入山下名]|.*(?:行政|示范|贫困|重点|薄弱|中心|自然|涉农|先进|乡贤|沿线|美丽|后进|龙头|两委|规上|周边|附近|个|所|镇))$"
)
_HEAD = re.compile(
    r"^.*(?:[在对于至从向及和与由把将被使让为了到是的等给经获]|完成|建设|打造|推进|争取|启用|实施|扩建|改建|新建|建成|依托|支持|引进|其中|同时|积极|聚力|规划|治理|创建|组织|协助|推动|促进|招引|落户|查处|培育|带动|帮扶|扶持|接入|覆盖|全镇|我镇|目前|当前)"
)
_FIRM_HEAD = re.compile(r"^.*(?:引进了|达成|招商成立|成立|携手|依托|引进|联合|支持|以|由|与|对|[、，])")
_FOUNDED = re.compile(r"(?:成立|组建|创办|建成|完成|打造|建设|推进|启动)[^,;]{0,4}$")
_PARKS = ("园区", "产业园", "工业园", "示范园", "物流园", "公司", "集团")
_BACK_TO_TOWN = re.compile(r"全[镇乡]|我[镇乡]|镇(?:党委|政府|纪委|综治|派出所)|我们")
_NAMES = re.compile(r"(?:[一-龥]{2,8}、)+[一-龥]{2,4}$")
_SPOT = re.compile(
    r"(?:^|[、,;。在于对]|完成|建成|新建|推进|打造|实施|硬化|改造|流转|整治|修建)([一-龥]{1,2}[坞坝垸畈坪垭塆湾圩屯铺冲埠垴嶂寨])$"
)
_OTHER_TOWN = re.compile(r"(?:^|[、,;。]|其中)([一-龥]{2,3}(?:镇|乡|街道))$")
"""柳林镇98件, in the list of a county."""
_SPOT_DOES = re.compile(
    r"\s*([一-龥]{1,3}[坞坝垸畈坪垭塆湾圩屯铺冲埠垴嶂寨庄])(?=流转|建成|新建|完成|种植|引进|投入|修建|实施|发展)"
)
_REFERS = re.compile(r"(?:^|[,;。、\s]|目前|该|厂)(?:园区|该园|厂区|该公司|企业)(?!企业)")


def town_of(text: str) -> str:
    """The town most spoken of: 梅岭镇 of 安平县梅岭镇; else the county whose office reports; or ""."""
    counts: Counter[str] = Counter()
    title = title_lines(text)
    for words, weight in ((title, 3), (text[:40000], 1)):
        for found in _TOWN.finditer(words):
            name = _named_town(found[1])
            for size in range(2, len(name) + 1):
                counts[name[-size:] + found[2].removesuffix("办事处")] += weight
    county = _county(title) or _county_of_title(title) or _county(text[:900])
    if not counts or (not _TOWN.search(title) and not _TOWN_WORD.search(text[:40000])):
        return county or ("" if _COUNTY_WORD.search(text[:4000]) else _most(counts))
    return _most(counts)


def _most(counts: Counter[str]) -> str:
    if not counts:
        return ""
    best = max(counts.values())
    return max(
        (name for name, count in counts.items() if count >= 0.7 * best),
        key=lambda name: (len(name), counts[name]),
    )


def _named_town(words: str) -> str:
    name = _NO_NAME.sub("", _ABOVE.sub("", words))
    cut = _WORDS_BEFORE.sub("", name)
    name = cut if len(cut) >= 2 else name
    return "" if _NOT_TOWN.search(name) else name


def _county_of_title(title: str) -> str:
    found = _TITLE_COUNTY.search(title)
    return found[1] if found and not _NOT_COUNTY.search(found[1]) else ""


def _county(words: str) -> str:
    for found in _COUNTY.finditer(words):
        name = re.sub(r"^.*[省市州](?=..)|^.*(?:在|中共)", "", found[1])
        if len(name) > 1 and not _NOT_COUNTY.search(name):
            return name
    return ""


class Places:
    def __init__(self, text: str, town: str) -> None:
        self._text = text
        self._town = town
        self._paragraph = -1
        self._sentence = -1
        self._carried = ""
        self._park = ""
        self._read = 0
        self._listed = (-1, "")
        """The clause whose places were a list, and the list."""

    def of(
        self, start: int, end: int, clause: int, sentence: int, paragraph: int, clause_end: int
    ) -> tuple[str, str]:
        """The place of a figure; figures must be asked in order of the text."""
        if paragraph != self._paragraph:
            self._park, self._paragraph = "", paragraph
        if sentence != self._sentence:
            self._carry(max(self._read, paragraph), sentence)
            self._carried, self._sentence = "", sentence
        self._carry(max(sentence, self._read), clause)
        self._read = max(self._read, clause)
        words = self._text[max(clause, start - 60) : start]
        if _BACK_TO_TOWN.search(words) or (self._town and self._town in words):
            self._carried = ""
            return self._town, "place.town_word"
        own = self._short(words, end) or _named(words) or _spot(words)
        if not own and self._text[end : end + 1] in ("(", "（"):
            listed = re.split("[)）]", self._text[end + 1 : end + 80])[0]
            inside = "、".join(filter(None, map(_named, re.split("[、,;]", listed))))
            if inside:
                return inside, "place.bracket"
        if "、" in own:
            self._listed = (clause, own)
        elif own and self._listed[0] == clause and own in self._listed[1]:
            own = self._listed[1]
        if own:
            if words.lstrip().startswith(own) and (clause == sentence or self._text[clause - 1] in "；;"):
                self._carried = own
            if own.endswith(_PARKS):
                self._park = own
            return own, "place.clause"
        if self._park and _REFERS.search(words):
            self._carried = self._park
            return self._park, "place.park_again"
        if self._carried:
            return self._carried, "place.sentence"
        return self._town, "place.town"

    def _short(self, words: str, end: int) -> str:
        """东光、水井 of 东光、水井2个村; 言坑坞 of 完成言坑坞145亩: names without the word village."""
        if self._text[end - 1 : end + 1] in ("个村", "个社"):
            kind = "村" if self._text[end] == "村" else "社区"
            found = _NAMES.search(words)
            names = [_HEAD.sub("", name) for name in found[0].split("、")] if found else []
            if len(names) > 1 and all(2 <= len(name) <= 4 for name in names):
                return "、".join(name if name[-1] in "村庄屯寨" else name + kind for name in names)
        return ""

    def _carry(self, start: int, end: int) -> None:
        """What opens or is built in a clause before stays the place until the sentence ends."""
        if start >= end:
            return
        start = max(start, end - 600)
        for words in re.split(r"[,;。\n]", self._text[start:end]):
            own = _named(words)
            if not own:
                if _BACK_TO_TOWN.search(words):
                    self._carried = ""
                continue
            if own.endswith(_PARKS):
                self._park = own
            opens = words.strip().startswith(own)
            built = (
                own.endswith(_PARKS) and not re.search(r"\d", words) and _FOUNDED.search(words.split(own)[0])
            )
            if opens or built:
                self._carried = own


def _spot(words: str) -> str:
    """A spot known by a word of the land, right before its number or before what is done there."""
    found = _OTHER_TOWN.search(words) or _SPOT.search(words) or _SPOT_DOES.match(words)
    return found[1] if found else ""


def _named(words: str) -> str:
    """The last place named in some words, or a list of them; "" for none and for 各村 or 农村."""
    if not _ENDING.search(words):
        return ""
    best, stopped = "", -2
    for found in _PART.finditer(words):
        name = found[1]
        if "公司" in found[2] or found[2] == "集团":
            name = _FIRM_HEAD.sub("", name)
        elif found[2].endswith(("园区", "园")) or found[2] in ("水库", "社区", "村", "景区", "医院"):
            name = _HEAD.sub("", name)
        name = re.sub(r"^[一二三四五六七八九十]是", "", name)
        if not name or _GENERIC.match(name) or len(name) > 12:
            continue
        if found[2] in ("村", "社区") and not 2 <= len(name) <= 4:
            continue
        inner = words[found.end() : found.end() + 1] in tuple("支民委干两组小")
        if found[2] == "村" and inner and words[: found.end()].lstrip(" 、，,。") != name + "村":
            continue
        listed = best and words[stopped : found.start(2) - len(name)] in ("、", "和", "及")
        best, stopped = (f"{best}、{name}{found[2]}" if listed else name + found[2]), found.end()
    return best
