"""Lines of plain text in which a Chinese character is two columns wide."""

import re
import unicodedata

LINE = 80
"""Columns in a line: 40 Chinese characters."""
_NEVER_FIRST = "，。、；：！？）》”’」』】〕…%％"
_NEVER_LAST = "（《“‘「『【〔"
_PIECE = re.compile(r"[0-9A-Za-z.,%−+\-/:]+|.", re.S)


def shown_width(text: str) -> int:
    """Columns that the text takes; signs of unclear width (“ ” — …) count two, as Chinese fonts draw them."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrapped(text: str, line: int = LINE) -> list[str]:
    """The text in lines; a number stays whole and no line begins or ends with the wrong punctuation."""
    lines, now = [], ""
    for piece in _joined(_PIECE.findall(text)):
        if now and shown_width(now) + shown_width(piece) > line:
            lines.append(now)
            now = ""
        now += piece
    return [*lines, now] if now else lines


def padded(text: str, width: int, right: bool = False) -> str:
    """The text filled up to a width with blanks; longer text stays as it is."""
    blanks = " " * max(0, width - shown_width(text))
    return blanks + text if right else text + blanks


def _joined(pieces: list[str]) -> list[str]:
    """Pieces that must stay together as one: 项目22个 keeps 22个, 。stays with the word before."""
    joined: list[str] = []
    for piece in pieces:
        sticks = joined and (
            piece in _NEVER_FIRST
            or joined[-1][-1] in _NEVER_LAST
            or (joined[-1][-1].isdigit() and not piece[0].isascii())
        )
        if sticks and shown_width(joined[-1]) < LINE // 2:
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined
