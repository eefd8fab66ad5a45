"""A long title broken by sense into lines that grow or shrink evenly (GB/T 9704-2012, 7.3.1)."""

import re
from math import ceil

LINE = 20.0
"""Full-width characters of 2号 (22 pt) in a line of 156 mm."""

_GOOD_AFTER = ("、", "，", "年度", "季度", "半年", "情况", "工作", "暨", "》", "）", "镇", "乡", "街道")
_GOOD_BEFORE = ("和", "与", "及", "暨", "（", "《", "“", "工作", "总结", "报告")
_BEST_BEFORE = ("关于", "暨")
_NEVER_FIRST = "，。、；：！？）》”’」』】〕…—%％"
_NEVER_LAST = "（《“‘「『【〔"


def width(text: str) -> float:
    """Width in full-width characters: Western letters and digits count a half."""
    return sum(0.5 if ord(c) < 0x2E80 and c not in "“”‘’—…" else 1.0 for c in text)


def title_lines(text: str, line: float = LINE) -> list[str]:
    """The title in as few lines as fit, broken near even lengths where a phrase ends."""
    count = ceil(width(text) / line)
    lines = []
    while count > 1:
        cut = _cut(text, count, line)
        lines.append(text[:cut].strip())
        text = text[cut:].strip()
        count = max(count - 1, ceil(width(text) / line))
    return [*lines, text]


def _cut(text: str, count: int, line: float) -> int:
    wanted = width(text) / count
    best, best_cost = 0, float("inf")
    for at in range(1, len(text)):
        if not _may_break(text, at) or width(text[:at]) > line or width(text[at:]) > line * (count - 1):
            continue
        cost = abs(width(text[:at]) - wanted)
        if text[at:].startswith(_BEST_BEFORE):
            cost -= 8
        elif text[:at].endswith(_GOOD_AFTER) or text[at:].startswith(_GOOD_BEFORE):
            cost -= 3.5
        if cost < best_cost:
            best, best_cost = at, cost
    return best or max(1, int(wanted))


def _may_break(text: str, at: int) -> bool:
    if text[at] in _NEVER_FIRST or text[at - 1] in _NEVER_LAST:
        return False
    # a year stays with its 年 and a word with its letters
    return not re.match(r"[0-9A-Za-z.—年月日]", text[at]) or not re.match(r"[0-9A-Za-z.—]", text[at - 1])
