"""One file of the catalog: its text, what it holds, and the line of each key."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from yiben.declare.lines import KeyPath, key_lines
from yiben.kernel.problems import Problem, problem


@dataclass(frozen=True)
class Source:
    shown: str
    """`catalog/order/petitions.toml`, wherever the folder really lies."""
    text: str
    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]

    def where(self, *path: str | int) -> str:
        """File and line of a key, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return f"{self.shown}:{self.lines[path[:length]]}"
        return f"{self.shown}:1"


def read_source(path: Path, shown: str) -> tuple[Source | None, list[Problem]]:
    """The file read, or why it can't be: C017 unreadable or not UTF-8, C001 not TOML."""
    if path.exists() and not path.is_file():
        # Reading a named pipe would wait for ever.
        return None, [problem("C017", where=f"{shown}:1", why="不是文件")]
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        return None, [problem("C017", where=f"{shown}:1", why=f"第{fault.start + 1}个字节不是 UTF-8")]
    except OSError as fault:
        why = WHY.get(type(fault), fault.strerror or "打不开")
        return None, [problem("C017", where=f"{shown}:1", why=why)]
    try:
        data = tomllib.loads(text, parse_float=_exact)
        return Source(shown, text, data, key_lines(text)), []
    except RecursionError:
        return None, [problem("C001", where=f"{shown}:1", why="括号套得太深")]
    except ValueError as fault:
        return None, [_syntax_problem(str(fault), text, shown)]


WHY: dict[type[OSError], str] = {FileNotFoundError: "文件不存在", PermissionError: "没有读的权限"}


def _exact(written: str) -> Decimal:
    return Decimal(written.replace("_", ""))


_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_WORDS = (
    ("Expected '='", "项名后面缺等号"),
    ("Expected ']'", "表头少了右方括号"),
    ('Expected "]]"', "表头少了右方括号"),
    ("Expected newline", "一行里只能写一项，这一项后面还有多余的字"),
    ("Cannot declare", "这个表写了两次"),
    ("Cannot overwrite", "这一项写了两次"),
    ("Cannot mutate", "这个表在别处已经写完，不能再添"),
    ("Cannot redefine", "这个表写了两次"),
    ("Duplicate inline", "花括号里同一项写了两次"),
    ("Unterminated string", "文字缺右引号"),
    ("Illegal character", "引号里有换行或控制字符，可能少了右引号"),
    ("Found invalid character", "有控制字符"),
    ("Unescaped", "引号里的反斜杠要写两个"),
    ("Unclosed array", "列表少了右方括号或逗号"),
    ("Unclosed inline", "花括号没有配对，或少了逗号"),
    ("Invalid initial character for a key", "项名写错，或花括号里换了行（须写在一行内）"),
    ("Invalid value", "等号后面的值看不懂，文字要加引号"),
    ("Invalid statement", "这一行看不懂"),
    ("Invalid date", "日期不存在"),
    ("Exceeds the limit", "数太长"),
)


def _syntax_problem(message: str, text: str, shown: str) -> Problem:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else (1 if not place else text.rstrip().count("\n") + 1)
    column = f"第{place[2]}列，" if place and place[2] else ""
    why = next((chinese for english, chinese in _WORDS if message.startswith(english)), "写法不对")
    return problem("C001", where=f"{shown}:{line}", why=column + why)
