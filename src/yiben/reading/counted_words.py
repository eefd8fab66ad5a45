"""What a figure counts, in the words of its sentence: 受理信访举报4件 → 受理信访举报件数."""

import re
from dataclasses import dataclass

_OPENING = re.compile(
    r"^(?:[\s\u3000—·“”\"（(、]+|[一二三四五六七八九十]{1,2}[是要]|截[至止到](?:目前|今|当前)?(?:[0-9一二三四五六七八九十]{1,2}月(?:份|底|末)?)?|目前|当前|今年(?:以?来)?|"
    r"(?:五|近|一|几)年来|其中|同时|另外|此外|并|还|先后|共计?|累[计积]|已经?|全[镇乡]|我[镇乡]|该[镇乡]|我们|积极|大力|成功|现|共有|有|约)+"
)
_CLOSING = re.compile(
    r"(?:(?<=....)完成|稳定在|保持在|控制在|位列|位居|名列|常居|排名|达到|达|突破|超过|超|(?<![签合契节])约|近|共计?|合计|总计|累计|(?<![行作认因])为|分别|是|了|将|可|已|(?<![持拥享])有|仅|至|到|不[少低]于|不超过|至少|的|各|均|计|等|[“\"（(、\s])+$"
)
_BRACKETS = re.compile(r"[(（][^)）]*[)）]?$")
_ELLIPTIC = re.compile(
    r"^(?:(?:增加|增长|提高|上升|下降|减少|扩大)[到至].*|增加|提高|扩大|减少|下降|新增|净增|签约项目?|(?:已|均|全部|全|其中)?(?:办结|结案|整改|化解|破案|处置|处理|解决|完成|整改完成|完成整改|调解|开工|竣工|投产|签约|签约总投资|(?:计划|签约|完成|累计|协议)?总?投资额?|"
    r"年?(?:总)?(?:产值|产量|收入|销售额|营收)|完成(?:投资|产值)|发放(?:资金|金额|补贴)?|剩余(?:投资额?)?|蓄积|长|面积|资金|金额|涉及(?:金额|资金)?|惠及|受益|覆盖|受众|参与|参加|救助人员|带动|占地|"
    r"同比(?:增长|下降|增加|减少)?|增长|下降|比上?年(?:增长|下降|增加|减少)|较上年(?:同期)?(?:增长|下降|增加|减少|净增)?|增幅|占比|责令停工|人均|户均|拨付|到位)?)$"
)
_TAIL_STOP = re.compile(r"[,;。:：、()（）“”]|的(?=.{0,3}$)")
_UNIT_WORDS = {
    "人": "人数", "人次": "人次", "场次": "场次", "户次": "户次", "家次": "家次", "元": "金额",
    "美元": "金额", "亩": "面积", "平方米": "面积",
    "平方公里": "面积", "公里": "里程", "延米": "长度",
    "米": "长度", "吨": "量", "立方米": "量", "比例": "比例", "名次": "名次",
    "分钟": "时长", "小时": "时长", "个月": "月数", "次/月": "频次", "次/周": "频次", "次/季": "频次",
}  # fmt: skip
_ENDS = re.compile(
    r"(?:面积|产值|资金|收入|投资|投资额|[率额数费款金税量]|里程|人口|人次|场次|支出|贷款|存款|造价|税收|经费|补贴|津贴|总值|[满意]度|指标)$"
)
_SUBJECT = re.compile(
    r"^[\s“]*(?:截至目前|目前)?(?!其中)([一-龥]{0,8}?(?:纪委|派出所|专班|班子成员|综治中心|司法所|卫生院|财政所|民政办|工会|妇联|团委|武装部|人大|政协|法庭|党政主职|商会|合作社))"
)
_TASK = re.compile(r"(?:约|已|占)?完成[^,]{0,8}(?:任务|预算|计划|目标|指标)(?:目标|任务)?$")
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


def name(words: Words, before: str, subject: str) -> tuple[str, str, str]:
    """The name, its stem for the figure after it, and the rule; before is the stem of the figure before."""
    core, tail = core_of(words.lead, words.joined), noun_after(words.tail, words.unit)
    rule = "what.words_before"
    if words.kind == "rank" and not core:
        tail = tail or noun_after(words.next_clause, "")
    stem = core + tail
    if tail and core:
        rule = "what.verb_and_noun_after"
    if words.kind == "norm" and "/" in words.unit:
        deed = re.sub(
            r"^每?[一二三两]?(?:年|月|周|季度?|日|天)(?:至少)?(?:[一二三两](?!次))?|[一二三两\d]?次$",
            "",
            words.surface,
        )
        stem, rule = re.sub(r"坚持|通过|实行|对", "", core) + deed, "what.rhythm"
        if len(stem) < 4:
            stem = core_of(words.previous_clause, False)[-8:] + stem
    elif _NOUNLESS.match(core) and not tail and words.next_clause and not words.follows:
        stem, rule = core_of(words.next_clause, False)[:24] + core, "what.clause_after"
    elif (
        _ELLIPTIC.match(core)
        or words.kind == "growth"
        or core.startswith("占")
        or words.lead.startswith("占")
        or _TASK.match(core)
    ):
        if before and not (tail and len(tail) > 4):
            stem, rule = _joined(before, core) + tail, "what.ellipsis"
        elif words.previous_clause and len(tail) < 4 and not re.search(r"\d", words.previous_clause):
            stem, rule = core_of(words.previous_clause, False)[-16:] + stem, "what.clause_before"
    elif before and re.match(r"^[,、(（]?其中", words.lead) and len(stem) < 7:
        stem, rule = before + stem, "what.of_which"
    elif (
        len(stem) < 5
        and not words.joined
        and words.previous_clause
        and not re.search(r"\d", words.previous_clause)
    ):
        stem, rule = core_of(words.previous_clause, False)[-12:] + stem, "what.clause_before"
    if words.kind == "target" and not re.search(r"任务|目标", stem):
        stem = re.sub(r"^(?:力争|确保|不折不扣)?(?:全年|完成)?", "", stem)
        return _placed(stem + "目标" + _suffix(stem, words), words.place), stem, rule
    if subject and subject not in stem and rule not in ("what.ellipsis",):
        stem = subject + stem
    named_stem = before if before and words.kind in ("share", "growth") else stem
    return _placed(stem + _suffix(stem, words), words.place), named_stem, rule


def _placed(name: str, place: str) -> str:
    return name if not place or place in name or (len(place) > 2 and place[:-1] in name) else place + name


def _joined(before: str, core: str) -> str:
    if re.match(r"(?:增加|增长|提高|上升|下降|减少|扩大)$", core):
        return before
    if core in ("产量", "产值", "总产量") and before.endswith("面积"):
        return before[:-2] + core
    ending = re.search(r"(?:总投资|计划投资|投资额?|金额|资金)$", before)
    base = (
        before[: ending.start()]
        if ending and re.search(r"投资|资金|金额", core) and ending.start() > 2
        else before
    )
    return base + core if core not in base else base


def core_of(lead: str, joined: bool) -> str:
    """The words that say what is counted, without openings, hedges and the list before them."""
    text = lead
    if joined and "、" in text[1:]:
        text = text.lstrip("、,和及")
    text = _BRACKETS.sub("", text) if text.rstrip().endswith((")", "）")) else text
    text = _CLOSING.sub("", re.sub(r"[由从]?(?:(?:19|20)\d\d年|去年|上年)的?$", "", text))
    text = _OPENING.sub("", text)
    opened = max(text.rfind("("), text.rfind("（"))
    if opened >= 0 and len(text) - opened > 2:
        text = text[opened + 1 :]
    return re.sub(r"[\s“”\"—]+", "", text)[-40:]


def noun_after(tail: str, unit: str) -> str:
    """The noun right after the number: 23所学校 → 学校."""
    text = tail.lstrip()
    if (
        not text
        or not re.match(r"[一-龥“\"]", text)
        or re.match(
            r"以[上下]|左右|(?:增加|增长|提高|上升|下降|减少|扩大)[到至]|的任务|多|之|[在为于对和及与并由被]",
            text,
        )
    ):
        return ""
    if re.match(r"项目中|村中|企业中", text):
        return text[:2].replace("村中", "村")
    cut = _TAIL_STOP.search(text)
    text = text[: cut.start()] if cut else text
    text = re.split(r"(?<=..)(?:将|正在|通过|完成|获得?|并(?!网)|用于|上半年|下半年|截至|累计)", text)[0]
    return re.sub(r"^[的“\"]|[\s“”\"]", "", text)[:18]


def subject_of(clause: str) -> str:
    """Who does it, where the clause opens with an office or a village."""
    found = _SUBJECT.match(clause)
    return found[1] if found else ""


def _suffix(stem: str, words: Words) -> str:
    if words.kind == "growth":
        return "率" if stem.endswith(("增长", "下降", "减少", "增加", "提高")) else "增长率"
    if words.kind == "rank":
        return "名次"
    if stem.endswith(words.unit) and len(words.unit) > 1:
        return ""
    if words.unit not in ("人", "户", "件", "个", "家") and _ENDS.search(stem):
        return ""
    if words.unit == "元" and stem.endswith("投资"):
        return "额"
    if words.kind == "profile" and words.unit in ("年", "月", "季度"):
        return "年度" if words.unit == "年" else "月份" if words.unit == "月" else "季度"
    word = _UNIT_WORDS.get(words.unit, words.unit.split("/")[0] + "数")
    return word if not stem.endswith(word) else ""
