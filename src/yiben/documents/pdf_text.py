"""The text of a PDF that holds text: its lines put together to paragraphs again, page numbers left out."""

import logging
import re
import unicodedata
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from yiben.kernel.problems import Problem, Refused, problem, refuse

KIND = "PDF"
MOST_PAGES = 2000
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_PAGE_MARK = re.compile(
    r"\s*(?:[-—–－·]{1,2}\s*\d{1,4}\s*[-—–－·]{1,2}|第\s*\d+\s*页(?:\s*[，,/]?\s*共\s*\d+\s*页)?)\s*"
)
_BARE = re.compile(r"\s*(\d{1,4})\s*")
_ENDED = re.compile(r"[。！？!?：:；;]\s*$")
_STARTS = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[.．、](?!\d)|　　|[●■◆▲·])"
)
_FULL = 0.85
"""A line this wide beside the widest of its page was broken by the page, not by the writer."""
_COLUMN = 40
"""Narrower than twenty characters is a table or a list: nothing is put together there."""
_BROKEN = (
    PyPdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError,
    AssertionError, NotImplementedError, OSError, MemoryError,
)  # fmt: skip

# it warns of each oddity of a file on its own; what matters is told as a problem
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def text_of(content: bytes, where: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text and, where pages hold none, D010 naming them.

    Refused D006 (damaged), D007 (locked), D008 (no page holds text), D011 (more than `MOST_PAGES`).
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise refuse("D007", where, kind=KIND)
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise refuse("D011", where, pages=count, maximum=MOST_PAGES)
        pages = [reader.pages[number].extract_text() or "" for number in range(count)]
    except Refused:
        raise
    except _BROKEN as fault:
        raise refuse("D006", where, kind=KIND, why="内容不完整") from fault
    if not pages:
        raise refuse("D006", where, kind=KIND, why="一页也没有")
    empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise refuse("D008", where, pages=len(pages))
    notes = (problem("D010", where, pages=_named(empty)),) if empty else ()
    return joined(pages), notes


def joined(pages: list[str]) -> str:
    """Pages as one text; a sentence that runs over a line or a page is whole again."""
    out: list[str] = []
    running = False
    for number, page in enumerate(pages, 1):
        lines = _body(unfolded(page).split("\n"), number)
        widest = max(map(_width, lines), default=0)
        for line in lines:
            if running and not _STARTS.match(line):
                out[-1] = _tied(out[-1], line.strip())
            else:
                out.append(line.rstrip())
            running = _width(line) >= _FULL * widest and widest >= _COLUMN and not _ENDED.search(line)
    return "\n".join(out)


def unfolded(text: str) -> str:
    """Characters that some programs write as radicals (⼀, U+2F00), as what they stand for (一)."""
    return _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _body(lines: list[str], number: int) -> list[str]:
    """Lines with something on them, without the page number at the head or foot."""
    kept = [line for line in lines if line.strip()]
    for position in (0, -1):
        if kept and _is_page_number(kept[position], number):
            kept.pop(position)
    return kept


def _is_page_number(line: str, number: int) -> bool:
    bare = _BARE.fullmatch(line)
    return bool(_PAGE_MARK.fullmatch(line)) or bool(bare and int(bare[1]) == number)


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.strip())


def _tied(left: str, right: str) -> str:
    words = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha()
    return f"{left} {right}" if words else left + right


def _named(pages: list[int]) -> str:
    """第3页、第5—7页"""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(f"第{r[0]}页" if len(r) == 1 else f"第{r[0]}—{r[-1]}页" for r in runs)
