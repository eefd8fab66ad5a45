"""What the figures of a sentence read so far say about the next: whole, stem, subject, topic, circle."""

import re
from collections.abc import Sequence

from yiben.reading.model import Figure, Span
from yiben.reading.naming.clauses import Around
from yiben.reading.naming.names_joined import Stem
from yiben.reading.naming.words_near import subject_of

_HANGS = re.compile(
    r"^[,、;\s]*(?:(?:计划|协议|预计|签约|估算)?总投资额?|(?:计划)?投资额?|资金|金额|涉及|惠及|受益|剩余|蓄积|(?:桥梁|道路)?长|年?产值)?[约近达为超共]{0,2}$"
)
_DOES = re.compile(r"完成|入统|开工|发放|争取|已|收取|新增|实现|拨付|办结|化解|整改")
_AMONG = re.compile(
    r"\s*(?:在|其中)?(?:(?:全[镇乡县区市村]|现有|这些|[\d]+[名个户]))?(?:的)?([一-龥]{2,8}?)中,"
)
_AIMS = re.compile(r"(?:预期|奋斗|发展|工作|总体)目标(?:任务)?(?:是|为|[:：])")
"""全年主要预期目标是:…: all figures of the sentence are aimed at."""
_CIRCLE = re.compile(r"(全[省州市县区镇国])")
_LIST_SIGN = re.compile(r"\s*(?:[、,]|和|及)\s*(?:增长|下降)?")
_RATES = ("growth", "share")


class SoFar:
    """Asked for each figure in the order of the text: `enter` before it is named, `leave` after."""

    def __init__(self, words: str, spans: Sequence[Span]) -> None:
        self._words, self._spans = words, spans
        self._sentence = -1
        self._clear()

    def _clear(self) -> None:
        self.stem = Stem()
        """What the next count or sum may take up."""
        self.rate_stem = Stem()
        """What the next rate may take up: 覆盖率 of 覆盖率90%,提高3个百分点."""
        self.whole = Stem()
        """What the figures after 其中 are parts of."""
        self.before: Figure | None = None
        """The figure before it in the sentence."""
        self.subject = self.topic = self.circle = ""
        self.aims = self.stood = self.follows = self._inside = False
        self._kept: list[Stem] = []
        self._due: list[Stem] = []

    def enter(self, index: int, around: Around, figures: Sequence[Figure]) -> None:
        span = self._spans[index]
        if around.sentence != self._sentence:
            self._clear()
            self._sentence = around.sentence
            self.aims = bool(
                _AIMS.search(self._words, around.sentence, min(span.start, around.sentence + 60))
            )
            self.topic = self._topic(around.sentence, span.start)
        own = subject_of(self._words[around.clause : min(span.start, around.clause + 24)])
        self.subject = own or self.subject
        self._part_of_whole(span, around, figures)
        hangs = self.before is not None and self._hangs(around, self.before.end)
        self.follows = self._inside or hangs

    def leave(self, figure: Figure, stem: Stem) -> None:
        self.rate_stem, self.before = stem, figure
        if figure.kind not in _RATES:
            self.stem = stem
            self.stood = figure.kind == "stock" or (self.stood and self._adds(figure))
            self._kept.append(stem)
        circle = _CIRCLE.match(figure.surface)
        self.circle = circle[1] if circle else self.circle

    def _adds(self, figure: Figure) -> bool:
        """合作社769个,新增6个;农场472家: what came in does not end the list of what stands."""
        return self._words.endswith(("新增", "净增"), max(0, figure.start - 3), figure.start)

    def _topic(self, sentence: int, start: int) -> str:
        """党员 of 全镇党员中,女性…: what the figures of the sentence are all of."""
        found = _AMONG.match(self._words[sentence : min(start, sentence + 24)])
        return found[1] if found else ""

    def _part_of_whole(self, span: Span, around: Around, figures: Sequence[Figure]) -> None:
        near = self.before and span.start - self.before.end < 24
        led = self._words[self.before.end : span.start] if self.before and near else around.lead
        was_inside = self._inside
        self._inside = _inside(led, was_inside and self.before is not None, figures, span)
        if not self._inside or ";" in led:
            self.whole = Stem()
        elif not was_inside or "其中" in led:
            self.whole = self.stem

    def _hangs(self, around: Around, before: int) -> bool:
        """Whether the figure hangs on the one before it: 总投资8亿元 after 项目22个."""
        between = self._words[before : around.clause] + around.lead
        return len(between) <= 40 and bool(_HANGS.match(around.lead)) and between.count(",") <= 1

    def last_stem(self, kind: str) -> Stem:
        return self.rate_stem if kind in _RATES else self.stem

    def respective(self, index: int) -> Stem | None:
        """产值、税收分别增长5%、8%: the stem that this rate is respectively of."""
        if self._due:
            return self._due.pop(0)
        start = self._spans[index].start
        if self._spans[index].unit != "比例" or "分别" not in self._words[max(0, start - 8) : start]:
            return None
        count = self._listed_from(index)
        if not 1 < count <= len(self._kept):
            return None
        self._due = self._kept[-count:]
        return self._due.pop(0)

    def _listed_from(self, index: int) -> int:
        """How many figures stand in one list from this one on."""
        last = index
        while last + 1 < len(self._spans) and _LIST_SIGN.fullmatch(
            self._words, self._spans[last].end, self._spans[last + 1].start
        ):
            last += 1
        return last - index + 1


def _inside(lead: str, inside: bool, figures: Sequence[Figure], span: Span) -> bool:
    """Whether it is one of the parts after 其中."""
    if not figures or (figures[-1].unit != span.unit and not _of_pairs(figures, span)):
        return False
    return bool(re.match(r"^[^,]{0,4}[,(（;]?其中", lead)) or (inside and not _DOES.search(lead))


def _of_pairs(figures: Sequence[Figure], span: Span) -> bool:
    """252户947人,其中甲123户475人: the figure before bears the other unit of its pair."""
    if len(figures) < 2 or figures[-2].unit != span.unit:
        return False
    return figures[-1].start == figures[-2].end or span.start == figures[-1].end
