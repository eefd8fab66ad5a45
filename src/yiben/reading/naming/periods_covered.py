"""Which of the times a text names covers a figure, and how it is written in ISO."""

import re
from bisect import bisect_left, bisect_right

from yiben.reading.naming.clauses import MARK, Around, Placed
from yiben.reading.naming.frame import Frame
from yiben.reading.naming.times import Time

_LOOK_BACK = 700
_STANDING = ("stock", "profile")
_COMING = ("plan", "target")
_REACHES_ON = ("as_of", "years")
"""Times that cover what stands in sentences after theirs; the others end with their own."""
_YEARLY = re.compile(
    r"年(?:均)?(?:总)?(?:外贸)?(?:产值|收入|产量|销售|销售额|营业?收|出口额?|利润|税收|接待|创收)[^,;]{0,4}$|年(?:产|均)$"
)
_PRINTED_YEAR = re.compile(r"20\d\d ?年")
_OPENS_LATER = re.compile(r"(?:投产|达产|建成|完工|竣工|投用|运营)(?:达效)?后")
_OPENED = re.compile(
    r"(?:^|[,;。!！?？:：\n—“、\s(（])(?:[一二三四五六七八九十]{1,2}[是要])?(?:(?:力争|确保|预计|计划|目标)到?|到|其中|在|从|自|仅|并|截[至止]|预计|我镇|全镇)?[\s\d]?$"
)


class Periods:
    def __init__(self, text: str, times: list[Time], frames: list[tuple[int, Frame]], ends: set[int]) -> None:
        self._ends = ends
        self._leading: dict[int, bool] = {}
        self._text = text
        self._times = [time for time in times if not _in_title(text, time)]
        self._starts = [time.start for time in self._times]
        self._frames = frames
        self._frame_starts = [start for start, _ in frames]

    def frame_at(self, at: int) -> Frame:
        return self._frames[bisect_right(self._frame_starts, at) - 1][1]

    def of(self, figure: Placed, around: Around, kind: str, before: str, follows: bool) -> tuple[str, str]:
        """The period of a figure and the rule that chose it; before is that of the figure it hangs on."""
        frame = self.frame_at(figure.start)
        low = bisect_left(self._starts, max(around.paragraph, figure.start - _LOOK_BACK))
        high = bisect_left(self._starts, figure.end)
        for time in reversed(self._times[low:high]):
            if time.end > figure.start:
                if kind in ("profile", "target"):
                    return self._printed(time, kind, frame), "period.own_date"
                continue
            if time.sort == "year" and self._text[time.end : figure.start] in ("", "的") and time.first:
                return str(time.first.year), "period.year_before_number"
            if time.start < around.sentence and time.sort not in _REACHES_ON:
                continue
            chosen = self._covers(time, figure, around, kind, frame)
            if chosen == "":
                continue
            if _YEARLY.search(around.lead) and time.start < around.clause:
                break
            if follows and before and time.start < around.clause and kind in (*_COMING, "amount", "count"):
                return before, "period.as_figure_before"
            return chosen, f"period.{time.sort}"
        if follows and before and not _YEARLY.search(around.lead):
            return before, "period.as_figure_before"
        return self._default(around, kind, frame), "period.report"

    def _covers(self, time: Time, figure: Placed, around: Around, kind: str, frame: Frame) -> str:
        same_clause, same_sentence = time.start >= around.clause, time.start >= around.sentence
        same_item = time.start >= around.item
        leading = self._opens(time.start)
        match time.sort:
            case "as_of":
                ended = MARK.search(self._text, time.end, figure.start)
                return "" if ended else self._printed(time, kind, frame)
            case "now" if same_sentence:
                return self._default(around, kind, frame)
            case "part" if (
                same_sentence
                and (leading or same_clause)
                and (same_item or (kind not in ("plan", "stock") and self._heads(time, around, figure.start)))
            ):
                return self._printed(time, kind, frame)
            case "day" if same_sentence and same_item:
                return self._printed(time, kind, frame)
            case "year" if time.first and time.first.year == frame.year:
                if same_clause and time.own_year:
                    return str(frame.year)
                if same_clause and kind in _COMING:
                    return str(frame.year)
                if kind == "rank" and same_sentence and time.own_year:
                    return str(frame.year)
                return self._default(around, kind, frame) if same_sentence and leading else ""
            case "year" | "named" if same_sentence and leading and time.first:
                return str(time.first.year)
            case "years" if (
                leading and (same_sentence or time.start - around.paragraph < 12) and time.first and time.last
            ):
                return f"{time.first.year}/{time.last.year}"
            case "past" if same_sentence and time.last:
                return f"../{time.last.year}"
            case "ahead" if same_sentence and time.first and time.last:
                return f"{time.first.year}/{time.last.year}"
            case "since" if same_sentence and time.first and kind not in _STANDING:
                last = frame.last if frame.last and frame.last >= time.first else None
                return f"{time.first}/{last or '..'}"
            case "whole" if same_clause and kind in _COMING and frame.first and time.first:
                if _PRINTED_YEAR.search(self._text, around.clause, time.start):
                    return ""
                return f"{time.first}/{time.last}"
        return ""

    def _heads(self, time: Time, around: Around, at: int) -> bool:
        """Whether a time opens its whole sentence, up to the next 一是 or 二是."""
        head = self._text[around.sentence : time.start]
        return len(head) < 8 and not MARK.search(self._text, time.end, at)

    def _opens(self, at: int) -> bool:
        """Whether a time opens its clause (or stands right after a figure) and is no part of a noun."""
        known = self._leading.get(at)
        if known is None:
            known = at in self._ends or bool(_OPENED.search(self._text[max(0, at - 12) : at]))
            self._leading[at] = known
        return known

    def _printed(self, time: Time, kind: str, frame: Frame) -> str:
        if time.sort == "year" and time.first:
            return str(time.last) if kind == "target" else str(time.first.year)
        if time.first == time.last:
            return str(time.last)
        if time.sort == "as_of" and kind in (*_STANDING, *_COMING):
            return str(time.last)
        if kind == "stock" or (kind == "profile" and time.sort == "as_of"):
            return str(time.last)
        if time.first is None:
            return f"../{time.last.year}" if time.last else frame.flow
        return f"{time.first}/{time.last}"

    def _default(self, around: Around, kind: str, frame: Frame) -> str:
        if frame.ahead:
            return frame.flow
        if _OPENS_LATER.search(self._text, max(around.sentence, around.clause - 40), around.clause + 12):
            return frame.after
        year = str(frame.year) if frame.year else ""
        if kind == "plan" or _YEARLY.search(around.lead):
            return year
        if kind == "target":
            return f"{year}-01-01/{year}-12-31" if year else ""
        if kind in _STANDING:
            return frame.standing
        if kind == "rank":
            return frame.flow if frame.whole else frame.standing
        return frame.flow


def _in_title(text: str, time: Time) -> bool:
    """Inside 《 》: the year of a document, not of what is done."""
    opened = text.rfind("《", max(0, time.start - 30), time.start)
    return opened >= 0 and "》" not in text[opened : time.start]
