"""The text as it is searched: full-width digits made plain, invisible marks gone, the way back kept."""

import re
from dataclasses import dataclass

from yiben.kernel.spoken import WIDE

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MEASURED = r"(?:[余多]?个?[万亿]|元|亩|公里|千米|米|吨|公顷|平方|立方|倍|个百分点|%|％)"
"""What a number with a decimal point stands before."""
_BROKEN = re.compile(
    r"(?<=[一-龥（(、])(?<![第表图件之款条号])\d{1,4}"
    rf"(?:(?P<line>[ \t]*\r?\n[ \t\u3000]*)"
    rf"(?=\d{{1,9}}(?:\.\d{{1,9}})?(?:[余多%％]|{_MEASURED}|[一-龥](?<![年月日、时])))"
    rf"|(?P<before>[ \t]*\r?\n[ \t\u3000]*)(?=\.\d{{1,4}}[ ]?{_MEASURED})"
    rf"|\.\d{{0,3}}(?P<after>[ \t]*\r?\n[ \t\u3000]*|(?<=\.)[ \u3000]{{1,2}})(?=\d{{1,4}}[ ]?{_MEASURED}))"
)
"""1⏎2万元, 3⏎.5公里, 97. 5%: a line ended, or a blank crept in, within the digits. A year at the end of a
line, the number of a table or a page (alone in its line) is whole."""
_WIDE_COMMA = re.compile(
    r"(?<![\d.,、])(?<!\d，)\d{1,3}(?:，\d{3})+(?![\d，、])"
    r"(?=(?:\.\d+)?[ ]?(?:[余多]?[百千万亿]|[元人户亩件个家吨株头名公平%]))"
)
"""12，345元: a comma typed wide between groups of three, not one that parts clauses."""
_YEAR = re.compile(r"(?:19|20)\d\d\s")


@dataclass(frozen=True)
class Plain:
    text: str
    starts: tuple[int, ...] | None
    """Where each character stood; None where nothing was taken out."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as given."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + 1


def plain(text: str) -> Plain:
    shown = _WIDE_COMMA.sub(lambda found: found[0].replace("，", ","), text.translate(WIDE))
    dropped = {found.start() for found in _INVISIBLE.finditer(shown)}
    for found in _BROKEN.finditer(shown):
        if not _YEAR.match(found[0]):
            dropped.update(range(*found.span(found.lastgroup or 0)))
    if not dropped:
        return Plain(shown, None)
    starts = tuple(place for place in range(len(shown)) if place not in dropped)
    return Plain("".join(shown[place] for place in starts), starts)
