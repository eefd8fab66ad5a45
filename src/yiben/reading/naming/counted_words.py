"""What a figure counts, in the words of its sentence: 受理信访举报4件 → 受理信访举报件数."""

import re
from dataclasses import dataclass, replace

from yiben.reading.naming.name_endings import ending
from yiben.reading.naming.names_joined import Stem, joined, listed, paid, part
from yiben.reading.naming.words_near import core_of, noun_after

_ELLIPTIC = re.compile(
    r"^(?:(?:19|20)\d\d年|总金额|(?:增加|增长|提高|上升|下降|减少|扩大)[到至].*|增加|提高|扩大|减少|下降|新增|净增|(?:已|均|全部|全|其中)?(?:办结|结案|整改|化解|破案|处置|处理|解决|完成|整改完成|完成整改|调解|开工|竣工|完工|投产|投用|验收|签约|共?(?:筹资|引资|投资)|签约总投资|(?:计划|签约|完成|累计|协议)?总?投资额?|"
    r"年?(?:总)?(?:产值|产量|收入|销售额|营收)|完成(?:投资|产值)|发放(?:资金|金额|补贴)?|剩余(?:投资额?)?|蓄积|长|面积|资金|金额|涉及(?:金额|资金)?|惠及|受益|覆盖|受众|参与|参加|救助人员|带动|占地|亩均.*|户均.*|(?:年|总|平均)?(?:产量|总产|单产|亩产|销量|存栏|出栏)量?|(?:发放|拨付|兑付)(?:保障金|(?:救助|补助|补贴|奖补)?资金|救[助济]金|补[助贴]金?|款)|"
    r"同比(?:增长|下降|增加|减少)?|增长|下降|比上?年(?:增长|下降|增加|减少)|较(?:上年|去年|年初)(?:同期|底|末)?(?:增长|下降|增加|减少|净增|提高|降低|上升|回落)?|增幅|占比|责令停工|人均|户均|拨付|到位)?)$"
)
_TASK = re.compile(r"(?:约|已|占)?完成[^,]{0,8}(?:任务|预算|计划|目标|指标)(?:目标|任务)?$")
_MAKES = re.compile(r"(?!.*\d+[个户人])[^\d]|(?:建|打造|实施|新|改|修|完善|用于|硬化|购置|推进|启动)")
_GOES_TO = re.compile(
    r"推进|用于|实施|建设|新建|修建|改造|完成|完善|购置|购买|扩建|硬化|帮助|支持|解决|启动|打造"
)
"""捐款80万元完成道路硬化: what the money went to is no part of what is counted."""
_THROUGH = re.compile(
    r"^(?:邀请|组织|安排|面向|利用|联合|依托|通过)[^,]{2,24}?(?:开展|举办|进行)|^为[一-龥]{2,4}?(?=解答|办理|提供|发放|代办)|^(?:开展|推进|打造|实行|落实|实现|制定出?台?|印发|获得?)(?=..)"
)
_WORKS = re.compile(r"(?:加工|生产|生产线|工程)*(?:项目)?(?:等.*)?$")
_CAPACITY = re.compile(r"(?<!今)(?<!去)(?<!上)(?<!每)(?<!全)年(?:产|加工|处理|生产|回收)$")
_VERB = re.compile(
    r"促成|引进|招引|新建|改建|扩建|完成|开展|推进|实施|建成|改造|争取|谋划|申报|成立|组建|举办|创建|培育|打造|发放|种植|发展|修建|整治|查处|排查|化解|办理|居住"
)
_EVERYBODY = re.compile(r"全[镇乡县区市村]$")
_REACHES = re.compile(r"^(?:覆盖|惠及|受益|涉及|带动|辐射)")
_COUNT = re.compile(r"(?<=..)[\d.]+[万亿]?[一-龥]{1,3}$")
_LIST_SIGNS = re.compile(r"、|(?<=[司村社户])[和及]")
_AND = re.compile(r"\s*[、,]?(?:以?及|和|与|、)")
_RATE = re.compile(r"^[,;、\s]*(?:占|同比|增长|下降|比上年|较上年)")
_OWN_RATE = re.compile(
    r"^(?!同比|环比|分别|较|比上?年|增速|增幅|年均|降幅)[^,;]{2,}?(?:(?:同比|环比|比上?年(?:同期)?|较(?:上年|去年|年初|20\d\d年)(?:同期|底|末)?)?(?:增长|下降|增加|减少|提高|上升|增速|增幅))$"
)
"""第一产业增加值增长 names its own level."""
_GROWTH = re.compile(
    r"(?:同比|环比|比上?年(?:同期)?|较(?:上年|去年|年初)(?:同期|底|末)?)?(?:增长|下降|增加|减少|提高|上升)$"
)
_CIRCUMSTANCE = re.compile(
    r"(?:在|为|通过|围绕|按照|根据|依托|结合|针对|立足|以|坚持|随着|面对|作为|自|从|经)|.{0,12}(?:位于|地处)|[上下]半年$|第?[一二三四]季度$|[^,]{0,6}预计$"
)
_FIGURED = re.compile(
    r"\d|中$|翻[一两]番|(?:[一二两三四五六七八九十]|[百千]余)(?:[个家件起户处项名条批场轮]|人(?!民|大|次会))"
)
"""A clause with a figure of its own, or with the place alone."""
_PAYS = re.compile(r"(?:发放|拨付|兑付)(?:补[贴助]|资金)$")
_SUPERLATIVE = re.compile(r"((?:全[省州市县区镇国])?)(最大|首[个家条座批例])")
_NOUNLESS = re.compile(r"^(?:累计|共)?(?:投资|投入|筹资|引资|斥资|总投资)(?:约|近|超)?$")


@dataclass(frozen=True, slots=True)
class Words:
    lead: str
    tail: str
    unit: str
    kind: str
    surface: str
    joined: bool
    next_clause: str
    previous_clause: str
    place: str
    """The place where it is not the town itself."""
    follows: bool
    whole: Stem
    """What the figures after 其中 are parts of; empty for all others."""
    topic: str
    """党员 of 全镇党员中,…: the noun that 35岁以下441名 leaves out."""
    goal: str
    """木模板加工项目 of 投资7500万元的年产…项目: what a sum is for, behind the number."""
    circle: str
    """全县 of the superlative before it in the sentence."""


def name(words: Words, before: Stem, subject: str) -> tuple[str, Stem, str]:
    """The name, its stem for the figure after it, and the rule; before is the stem of the figure before."""
    if words.joined and before.noun and words.lead.startswith(before.noun):
        rest = words.lead[len(before.noun) :]
        words = replace(words, lead=rest) if _AND.match(rest) else words
    core, noun = core_of(words.lead, words.joined), noun_after(words.tail, words.unit)
    purpose = ""
    if words.unit == "元" and len(core) > 3 and _GOES_TO.match(noun):
        purpose, noun = f"({_GOES_TO.sub('', noun, count=1)})", ""
    core, before = _of_a_list(words, core, noun, before)
    stem, rule = _stem(words, core, noun, before)
    if words.kind == "target" and not re.search(r"任务|目标", stem):
        stem = re.sub(r"^(?:力争|确保|不折不扣)?(?:全年|完成)?", "", stem)
        aim = "任务" if "任务" in words.whole.text + before.text else "目标"
        return _placed(stem + aim + _ending(stem, words), words.place), Stem(stem, noun, words.unit), rule
    if words.topic and words.topic not in stem and re.search(r"(?:以[上下]|学历|占比)$", stem):
        stem = re.sub(r"(?=占比$)|$", words.topic, stem, count=1)
    if subject and subject not in stem and rule not in ("what.ellipsis",):
        stem = subject + stem
    if words.kind == "growth":
        stem = stem.replace("分别", "")
    kept = Stem(_GROWTH.sub("", stem), noun, words.unit)
    if before.text and words.kind in ("share", "growth") and rule == "what.ellipsis":
        kept = before
    return _placed(stem + _ending(stem, words) + purpose, words.place), kept, rule


def _of_a_list(words: Words, core: str, noun: str, before: Stem) -> tuple[str, Stem]:
    """促成矿山建设、技改等18个项目 and 甲村、乙村、丙村3个试点: the list itself is no part of the name."""
    if noun and re.search(r"等\s*$", words.lead) and ("、" in words.lead or noun[:2] in core):
        return _verb(core), Stem()
    if noun and not words.joined and len(_LIST_SIGNS.findall(core)) > 1:
        core = _verb(core)
    if "、" in words.place and core.endswith(words.place):
        core = core.removesuffix(words.place)
    elif words.place and words.place in core and "、" in core[: core.index(words.place)]:
        core = core[core.index(words.place) :]
    return core, before


def _stem(words: Words, core: str, noun: str, before: Stem) -> tuple[str, str]:
    """The words of the name without its ending, and the rule that found them."""
    if words.kind == "rank":
        return _rank(words, core, noun), "what.rank"
    if words.kind == "norm" and "/" in words.unit:
        return _rhythm(words, core), "what.rhythm"
    stem = core + noun
    if words.goal and re.search(r"投资$", core):
        return words.goal + ("总投资" if core.endswith("总投资") else "投资"), "what.project_sum"
    if _CAPACITY.search(core) and noun:
        return _WORKS.sub("", noun) + core[core.rindex("年") :], "what.capacity"
    if _NOUNLESS.match(core) and not noun and not words.follows and _MAKES.match(words.next_clause):
        return _COUNT.sub("", core_of(words.next_clause, False))[:24] + core, "what.clause_after"
    if words.whole.text and not _RATE.match(words.lead) and stem:
        return part(words.whole, stem), "what.of_which"
    everybody = None if stem else _EVERYBODY.search(words.lead)
    if everybody:
        return everybody[0], "what.words_before"
    if _takes_up(words, core, before):
        return _taken_up(words, core, noun, before)
    bare = _THROUGH.sub("", core) + noun
    unnamed = len(stem) < 5 or bool(_REACHES.match(core))
    if unnamed and not words.joined and _says_what(words.previous_clause):
        return core_of(words.previous_clause, False)[-12:] + stem, "what.clause_before"
    return bare, "what.verb_and_noun_after" if noun and core else "what.words_before"


def _takes_up(words: Words, core: str, before: Stem) -> bool:
    """Whether the words at hand do not say what is counted."""
    if words.kind == "growth" or core.startswith("占") or words.lead.startswith("占") or _TASK.match(core):
        return not _OWN_RATE.match(core)
    if before.unit == words.unit == "元" and _PAYS.match(core) and not words.whole.text:
        return False
    return bool(_ELLIPTIC.match(core))


def _taken_up(words: Words, core: str, noun: str, before: Stem) -> tuple[str, str]:
    if core == "占":
        core = "占比"
    if not core + noun and words.whole.unit == words.unit != before.unit and before.text:
        return paid(words.whole, before), "what.of_which"
    if before.text and not (noun and len(noun) > 4 and core):
        if not core and noun:
            return listed(before, noun, words.unit), "what.list"
        return joined(before, core) + noun, "what.ellipsis"
    if _says_what(words.previous_clause) and len(noun) < 4:
        return core_of(words.previous_clause, False)[-16:] + core + noun, "what.clause_before"
    return core + noun, "what.words_before"


def _says_what(clause: str) -> bool:
    """Whether a clause before may name what is counted: no figure in it, and no mere circumstance."""
    return bool(clause) and not _FIGURED.search(clause) and not _CIRCUMSTANCE.match(clause.strip())


def _rhythm(words: Words, core: str) -> str:
    deed = re.sub(
        r"^每?[一二三两]?(?:年|月|周|季度?|日|天)(?:至少)?(?:[一二三两](?!次))?|[一二三两\d]?次$",
        "",
        words.surface,
    )
    stem = re.sub(r"坚持|通过|实行|对", "", core) + deed
    return core_of(words.previous_clause, False)[-8:] + stem if len(stem) < 4 else stem


def _rank(words: Words, core: str, noun: str) -> str:
    """全县最大养殖场 → 养殖场规模在全县的位次; 综合考核居全县第3位 → 综合考核全县名次."""
    best = _SUPERLATIVE.search(words.surface)
    if best:
        circle = best[1] or words.circle
        thing = noun or noun_after(words.next_clause, "") or core
        order = "先后" if best[2].startswith("首") else ""
        size = "规模" if best[2] == "最大" else ""
        return f"{thing}{size}在{circle}的{order}" if circle else thing + size
    core = re.sub(r"^.*参加|^成为|^在(?=..)|(?<=..)中$|并?(?:荣?获得?|取得)$|(?<=..)[常位]居", "", core)
    if not core and not noun:
        core = re.sub(r"^.*(?:发布|公布|印发|揭晓)|名单$|榜单$", "", core_of(words.previous_clause, False))
        core = re.sub(r"(?<=..)[\d.]+[%‰]?$", "", core)
    return core + (noun or (noun_after(words.next_clause, "") if not core else ""))


def _ending(stem: str, words: Words) -> str:
    return ending(stem, words.unit, words.kind, words.lead, words.surface)


def _verb(core: str) -> str:
    """促成 of 促成矿山建设、技改等18个项目: of a list only its verb is kept."""
    found = _VERB.match(core)
    return found.group() if found else ""


def _placed(name: str, place: str) -> str:
    said = "、" in place or place in name or (len(place) > 2 and place[:-1] in name)
    return name if said else place + name
