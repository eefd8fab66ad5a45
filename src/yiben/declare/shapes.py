"""Which keys a table may have and of what kind; reading one collects every fault with its line."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from yiben.declare.source import Source
from yiben.kernel.problems import Problem, problem

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,39}")

KINDS = {
    "text": "文字", "flag": "true 或 false", "whole": "整数", "number": "数", "texts": "文字的列表",
    "wholes": "整数的列表",
    "day": "日期", "table": "表", "tables": "表的列表", "scalar": "文字、数或日期",
}  # fmt: skip


@dataclass(frozen=True)
class Key:
    kind: str = "text"
    required: bool = False
    """Missing or "" or [] is a fault."""
    allowed: tuple[str, ...] = ()
    may_be_empty: bool = False


Shape: TypeAlias = Mapping[str, Key]


class Reader:
    """Reads one source by shapes; a value with a fault is left out, so that its default holds."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def fault(self, number: str, *path: str | int, **values: object) -> None:
        self.problems.append(problem(number, where=self.source.where(*path), **values))

    def table(self, data: Any, shape: Shape, *path: str | int) -> dict[str, Any]:
        """The good values of a table: lists as tuples, the rest as TOML gives it."""
        if not isinstance(data, dict):
            self.fault("C004", *path, key=_last(path), wanted=KINDS["table"], found=_kind_of(data))
            return {}
        for key in data:
            if key not in shape:
                self.fault("C002", *path, key, key=key, allowed="、".join(shape))
        for key, wanted in shape.items():
            if wanted.required and (key not in data or (data[key] in ("", []) and not wanted.may_be_empty)):
                self.fault("C003", *path, key, key=key)
        read = {k: self.value(data[k], shape[k], *path, k) for k in shape if k in data}
        return {key: value for key, value in read.items() if value is not None}

    def value(self, found: Any, wanted: Key, *path: str | int) -> Any:
        """The value if it is of the kind, None (and a problem) if not."""
        if not _fits(found, wanted.kind):
            self.fault("C004", *path, key=_last(path), wanted=KINDS[wanted.kind], found=_kind_of(found))
            return None
        words = found if wanted.kind == "texts" else [found]
        bad = [w for w in words if wanted.allowed and w not in wanted.allowed]
        for word in bad:
            self.fault("C005", *path, key=_last(path), value=word, allowed="、".join(wanted.allowed))
        if bad:
            return None
        return tuple(found) if wanted.kind in ("texts", "wholes", "tables") else found

    def named(self, data: Any, shape: Shape, *path: str | int) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Each `id = {…}` of a table of tables, as id, values and where; ids are checked."""
        if not isinstance(data, dict):
            self.table(data, {}, *path)
            return
        for key, inner in data.items():
            self.identifier(key, *path, key)
            yield key, self.table(inner, shape, *path, key), self.source.where(*path, key)

    def identifier(self, name: str, *path: str | int) -> None:
        if not IDENTIFIER.fullmatch(name):
            self.fault("C012", *path, id=name)


def _last(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path if not isinstance(part, int)) if path else "文件"


def _fits(found: Any, kind: str) -> bool:
    match kind:
        case "text":
            return isinstance(found, str)
        case "flag":
            return isinstance(found, bool)
        case "whole":
            return isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**15
        case "number":
            # Through float, because an exponent of TOML can be larger than any float.
            return _is_number(found) and math.isfinite(_as_float(found))
        case "texts":
            return isinstance(found, list) and all(isinstance(item, str) for item in found)
        case "wholes":
            return isinstance(found, list) and all(_fits(item, "whole") for item in found)
        case "day":
            return isinstance(found, date) and not isinstance(found, datetime)
        case "table":
            return isinstance(found, dict)
        case "tables":
            return isinstance(found, list) and all(isinstance(item, dict) for item in found)
        case _:
            return isinstance(found, str | bool | date) or _fits(found, "number")


def _is_number(found: Any) -> bool:
    return isinstance(found, int | Decimal) and not isinstance(found, bool)


def _as_float(found: Any) -> float:
    try:
        return float(found)
    except (OverflowError, ValueError):
        return math.inf


def _kind_of(found: Any) -> str:
    match found:
        case str():
            return "文字"
        case bool():
            return "true 或 false"
        case int():
            return "整数"
        case Decimal():
            return "小数"
        case datetime() | time():
            return "时刻"
        case date():
            return "日期"
        case list():
            return "列表"
        case _:
            return "表"
