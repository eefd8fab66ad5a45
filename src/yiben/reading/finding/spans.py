"""Every figure's place, value, unit and bound, and every other numeral with the reason why it is none."""

import re
from dataclasses import dataclass, replace

from yiben.kernel.spoken import CHINESE
from yiben.reading.finding.amounts import Amount, read_amount
from yiben.reading.finding.figure_or_word import why_none
from yiben.reading.finding.left_out import reason
from yiben.reading.finding.patterns import JOIN, figure, master
from yiben.reading.finding.plain import Plain, plain
from yiben.reading.finding.special import SPECIAL
from yiben.reading.finding.words import SENTENCE_ENDS
from yiben.reading.model import LeftOut, Span

_NUMERAL = re.compile(rf"[\d{CHINESE}]")
_CHINESE = re.compile(f"[{CHINESE}]")
_ENUMERATED = re.compile(r"(?P<count>[两三四五六七八九十])大(?!队|型|力|幅|量|会|提|事|多)")
_LONGEST_LIST = 24
"""So many numbers may share the unit of the last."""
_SENTENCE = re.compile(f"[{SENTENCE_ENDS}]")
_FROM = re.compile(r"[由从][^，。；、,;]{0,12}$")
"""从3%到5% are two values; 3%到5% is a range."""
_FALLEN = re.compile(r"[降减](?:少|低)?(?:到|至|为)了?$")
_CLAUSE_BREAK = re.compile(r"[，。；,;\n]")
_BRANCH_REASON = {
    "furniture": "furniture", "list_mark": "list_mark", "number": "number", "title": "title",
    "quoted": "name",
    "unclear": "unclear", "slogan": "name", "date": "date", "name": "name", "ordinal": "ordinal",
    "vague": "vague",
}  # fmt: skip


def find(text: str) -> tuple[list[Span], list[LeftOut]]:
    """The figures and the numerals left out, each in the order of the text."""
    return _Scan(plain(text), text).run()


@dataclass
class _Scan:
    shown: Plain
    given: str

    def __post_init__(self) -> None:
        self.text = self.shown.text
        self.spans: list[Span] = []
        self.left: list[LeftOut] = []
        self.barren_until = -1
        """To here no number of a list has a unit, so that a long list is gone through once."""
        self.scope_until = -1
        """Where the sentence ends in which a 全州最大 stood: a later 最大 shares its scope."""

    def run(self) -> tuple[list[Span], list[LeftOut]]:
        search, place = master().search, 0
        while found := search(self.text, place):
            place = max(self._take(found), found.start() + 1)
        return self.spans, self.left

    def _take(self, found: re.Match[str]) -> int:
        """Keeps what was found; where to search on."""
        branch = found.lastgroup or ""
        if branch == "figure":
            return self._figure(found)
        if branch == "best":
            return self._best(found)
        if branch in SPECIAL:
            return self._special(branch, found)
        if branch in ("quoted", "title"):
            return self._quoted(found, branch)
        if branch == "list_mark" and found[0][-1] in "、.．" and self._runs_on(found):
            return found.start() + 1
        self._leave(found.start(), found.end(), _BRANCH_REASON[branch])
        return found.end()

    def _special(self, branch: str, found: re.Match[str]) -> int:
        """A rank, rhythm, nought or share; 三分之二一百二十 is no number."""
        try:
            self._keep(SPECIAL[branch](found))
        except (ValueError, ArithmeticError):
            self._leave(found.start(), found.end(), "unclear")
        return found.end()

    def _runs_on(self, found: re.Match[str]) -> bool:
        """12、15、18 after a blank are numbers, 2、 at the head of a line is a mark."""
        before = self.text[: found.start()].rstrip(" \t\u3000\xa0")[-1:]
        return before not in ("", "\n", "\r", *"。；：;:")

    def _quoted(self, found: re.Match[str], branch: str) -> int:
        """A short quotation with Chinese numerals is a name; with digits or a rhythm it is read on."""
        inner = found[0][1:-1]
        if not _NUMERAL.search(inner):
            return found.start() + 1
        counts = any(part.lastgroup in ("rhythm", "zero") for part in master().finditer(inner))
        if branch == "quoted" and (counts or not _CHINESE.search(inner)):
            return found.start() + 1
        self._leave(found.start() + 1, found.end() - 1, _BRANCH_REASON[branch])
        return found.end()

    def _best(self, found: re.Match[str]) -> int:
        """全州首个 is a first rank; 首个 alone only where the sentence has named the scope before."""
        if found["scoped"]:
            end = _SENTENCE.search(self.text, found.end())
            self.scope_until = end.start() if end else len(self.text)
        if not found["scoped"] and found.start() > self.scope_until:
            return found.end()
        self._keep(SPECIAL["best"](found))
        return found.end()

    def _figure(self, found: re.Match[str]) -> int:
        listed = _ENUMERATED.match(self.text, found.start())
        if listed and self._all_named(listed):
            self._keep(Amount.counted(listed))
            return listed.end()
        amounts, end, last = self._joined(found)
        why = why_none(self.text, last if found["spoken"] else found, amounts[-1])
        if why == "no_unit" and (nought := self._fallen_to_nought(found, amounts[0])):
            why, amounts = "", [nought]
        if not why:
            for amount in amounts:
                self._keep(amount)
            return end
        if why != "unit_alone":
            start, stop = found.span("arabic" if found["arabic"] else "spoken")
            stop = last.end("unit") if last["unit"] and why != "no_unit" else stop
            if found["spoken"] and not found["unit"]:
                self._leave(*self._word(start, stop), why)
            else:
                self._leave(start, stop, why)
            return max(stop, found.start() + 1)
        return found.end()

    def _fallen_to_nought(self, found: re.Match[str], amount: Amount) -> Amount | None:
        """由18.6%下降到0: a nought of the unit that it fell from."""
        last = self.spans[-1] if self.spans else None
        if found["arabic"] != "0" or last is None or found.start() != amount.start:
            return None
        between = self.shown.text[max(0, found.start() - 12) : found.start()]
        near = found.start() - last.end <= 12
        if (
            not near
            or not _FALLEN.search(between)
            or _CLAUSE_BREAK.search(between[-(found.start() - last.end) :])
        ):
            return None
        return replace(amount, unit=last.unit, rules=(*amount.rules, "unit_shared"))

    def _word(self, start: int, end: int) -> tuple[int, int]:
        """One character more of the word that the numeral begins (一步), or else ends (统一)."""
        if self.text[end : end + 1].isalpha():
            return start, end + 1
        return (start - 1, end) if self.text[max(0, start - 1) : start].isalpha() else (start, end)

    def _all_named(self, listed: re.Match[str]) -> bool:
        """香菇、香稻、茶叶三大产业: as many named before it as it says."""
        clause = re.split(r"[，。；：,;:\n“”‘’]", self.text[max(0, listed.start() - 80) : listed.start()])[-1]
        named = len(re.findall(r"、|以及|和|与|及", clause)) + 1
        count = read_amount(listed["count"]).value
        return "、" in clause and named == count

    def _joined(
        self, found: re.Match[str], most: int = _LONGEST_LIST
    ) -> tuple[list[Amount], int, re.Match[str]]:
        """The figure, and those that share its unit: 3—5万元, 分别为12、15、18个, 由1.2万增加到1.8万人.

        With them where they end, and the last of them as it was found.
        """
        first = Amount.of(found, self.text)
        if not most or found.start() < self.barren_until:
            return [first], found.end(), found
        link = JOIN.match(self.text, found.end())
        next_one = figure().match(self.text, link.end()) if link and link.end() > found.end() else None
        if not link or not next_one or not (next_one["arabic"] or (next_one["spoken"] and next_one["unit"])):
            return [first], found.end(), found
        if not (link["range"] or link["list"] or link["move"]):
            return [first], found.end(), found
        if found["unit"] and not link["range"]:
            return [first], found.end(), found
        rest, end, last = self._joined(next_one, most - 1)
        if not rest[0].unit_said and not rest[0].scaled:
            self.barren_until = max(self.barren_until, end)
            return [first], found.end(), found
        amount = first.sharing(rest[0])
        if link["range"] and not _FROM.search(self.text, max(0, found.start() - 16), found.start()):
            return [amount.bounded("at_least"), rest[0].bounded("at_most"), *rest[1:]], end, last
        return [amount, *rest], end, last

    def _keep(self, amount: Amount) -> None:
        start, end = self.shown.place(amount.start, amount.end)
        self.spans.append(
            Span(start, end, self.given[start:end], amount.value, amount.unit, amount.bound, amount.rules)
        )

    def _leave(self, start: int, end: int, why: str) -> None:
        start, end = self.shown.place(start, end)
        self.left.append(LeftOut(start, end, self.given[start:end], reason(why)))
