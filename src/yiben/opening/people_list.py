"""People from a pasted list: 姓名, 岗位, 村或办公室, 账号; a missing account name is made of pinyin."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin

from yiben.administration import changes
from yiben.administration.batch import MOST, USERNAME, Row, as_about
from yiben.declare.load import catalog
from yiben.kernel.problems import Problem, Refused, problem
from yiben.opening import posts
from yiben.township import places
from yiben.township.models import Account, Office, Post

COLUMNS = ("name", "post", "place", "username")
TITLES = {"name": "姓名", "post": "岗位", "place": "村或办公室", "username": "账号"}
HEADS = {
    "姓名": "name", "名字": "name", "岗位": "post", "职务": "post", "村": "place", "村（社区）": "place",
    "村(社区)": "place", "办公室": "place", "村或办公室": "place", "村/办公室": "place", "地方": "place",
    "单位": "place", "科室": "place", "账号": "username", "账号名": "username", "用户名": "username",
    "手机": "", "手机号": "", "电话": "", "联系电话": "", "序号": "", "备注": "",
}  # fmt: skip
_PHONE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_DOUBLE = {
    "欧阳": "ouyang", "司马": "sima", "上官": "shangguan", "诸葛": "zhuge", "单": "shan", "曾": "zeng",
    "仇": "qiu", "解": "xie", "区": "ou", "任": "ren", "华": "hua", "尉迟": "yuchi", "查": "zha",
    "朴": "piao", "盖": "ge", "冼": "xian", "覃": "qin", "缪": "miao", "乐": "yue", "万俟": "moqi",
    "翟": "zhai", "员": "yun",
}  # fmt: skip
"""Surnames whose reading as a surname is not the usual one; pypinyin reads 单 as dan (MEASURED 10)."""


@dataclass(frozen=True)
class Cell:
    column: str
    text: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ShownRow:
    number: int
    cells: tuple[Cell, ...]

    @property
    def faulty(self) -> bool:
        return any(c.problems for c in self.cells)


@dataclass(frozen=True)
class Preview:
    """The list as it was understood: its rows with the faults in their cells, and faults of the whole."""

    rows: tuple[ShownRow, ...]
    problems: tuple[Problem, ...]
    """All of them, in the order of the rows."""
    unplaced: tuple[Problem, ...]
    said: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    about: dict[str, Any]

    @property
    def faulty(self) -> list[ShownRow]:
        return [row for row in self.rows if row.faulty]


def read(text: str, town: str) -> list[Row]:
    """Rows of the pasted text with the places and posts that its words mean, and account names made up."""
    return _meant(_rows(text), town)


def _meant(rows: Iterable[Row], town: str) -> list[Row]:
    resolver = _Resolver(town)
    return _with_usernames([resolver.meant(row) for row in rows])


def preview(text: str, town: str, by: Account) -> Preview:
    """The list read and checked against the accounts, posts and places there are."""
    typed = _rows(text)
    if len(typed) > MOST:
        too_many = (problem("W019", found=len(typed), most=MOST),)
        return Preview((), too_many, too_many, (), (), {})
    rows = _meant(typed, town)
    about = as_about(rows)
    checked = changes.preview("people", town, about, by)
    problems = [*_without(checked.problems, rows), *_unknown_posts(rows, town)]
    faults: dict[str, list[Problem]] = {}
    for found in problems:
        faults.setdefault(found.where, []).append(found)
    shown = tuple(
        ShownRow(
            row.number,
            tuple(
                Cell(c, (row if c == "username" else was).cell(c), tuple(faults.pop(f"{row.number}:{c}", ())))
                for c in COLUMNS
            ),
        )
        for row, was in zip(rows, typed, strict=True)
    )
    unplaced = tuple(p for found in faults.values() for p in found)
    notes = [*checked.notes, *_doubles(rows)]
    return Preview(shown, tuple(problems), unplaced, tuple(checked.said), tuple(notes), about)


def propose(text: str, town: str, by: Account, why: str) -> Any:
    """Put the list forward for the security administrator; Refused with every fault of it."""
    found = preview(text, town, by)
    if found.problems:
        raise Refused(found.problems)
    return changes.propose("people", town, found.about, by, why)


def _rows(text: str) -> list[Row]:
    made: list[Row] = []
    order: Sequence[str] | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            continue
        cells = _cells(line)
        named = [HEADS.get(c) for c in cells]
        if not made and sum(n is not None for n in named) >= 2 and "姓名" in cells:
            order = [n or "" for n in named]
            continue
        made.append(_by_head(number, cells, order) if order else _by_look(number, cells))
    return made


def _cells(line: str) -> list[str]:
    parts = line.split("\t") if "\t" in line else re.split(r"[,，;；]|[ \u3000]+", line.strip())
    return [p.strip(" \t\u3000\u00a0") for p in parts]


def _by_head(number: int, cells: Sequence[str], order: Sequence[str]) -> Row:
    kept = {n: c for n, c in zip(order, cells, strict=False) if n}
    return Row(number, **kept)


def _by_look(number: int, cells: Sequence[str]) -> Row:
    """Without a head: the name first, what looks like an account name, then post and place. No phone."""
    left = [c for c in cells if c and not _PHONE.fullmatch(c)]
    username = next((c for c in left[1:] if USERNAME.fullmatch(c.lower())), "")
    words = [c for c in left if c != username]
    name, post, place = (*words, "", "", "")[:3]
    return Row(number, username=username, name=name, post=post, place=place)


class _Resolver:
    """What the words of a row mean in this town, as far as they can be known without guessing."""

    def __init__(self, town: str) -> None:
        self.town, self.title, self.names = town, places.title(town), places.names(town)
        own = Office.objects.filter(town=town).values_list("title", flat=True)
        self.offices = {*own, *(o.title for o in catalog().offices.values())}
        self.village_kinds = {k.title: k.id for k in catalog().posts.values() if k.level == "village"}
        for post in Post.objects.filter(kind__in=self.village_kinds.values(), place__startswith=town):
            self.village_kinds.setdefault(post.title.removeprefix(places.title(post.place)), post.kind)

    def meant(self, row: Row) -> Row:
        post, place = row.post, row.place
        for title in self.village_kinds:
            # 友好村文书 in one cell says both.
            before = post.removesuffix(title)
            if before and post.endswith(title) and not place and self.names.find(before):
                post, place = title, before
        if post in self.village_kinds:
            post = self.village_kinds[post]
        if place and (place == self.title or self._office(place)):
            place = ""
        return replace(row, post=post, place=place)

    def _office(self, text: str) -> bool:
        return text in self.offices or any(o.startswith(text) for o in self.offices if len(text) > 1)


def _with_usernames(rows: list[Row]) -> list[Row]:
    """Missing account names made of the names' pinyin, with a number where one is taken."""
    taken = {u.lower() for u in Account.objects.values_list("username", flat=True)}
    taken |= {r.username.lower() for r in rows if r.username}
    made = []
    for row in rows:
        if not row.username and row.name:
            found = _free(pinyin_of(row.name), taken)
            taken.add(found)
            row = replace(row, username=found)
        made.append(row)
    return made


def pinyin_of(name: str) -> str:
    """wangxiaohua for 王小华; surnames as surnames are read."""
    surname = next((s for s in sorted(_DOUBLE, key=len, reverse=True) if name.startswith(s)), "")
    rest = "".join(lazy_pinyin(name[len(surname) :]))
    said = (_DOUBLE.get(surname, "") + rest).lower().replace("ü", "v")
    letters = re.sub(r"[^a-z0-9]", "", said)[:36]
    return letters if USERNAME.fullmatch(letters) else f"user{letters}"[:36]


def _free(wanted: str, taken: set[str]) -> str:
    number = 1
    found = wanted
    while found in taken:
        number += 1
        found = f"{wanted}{number}"
    return found


def _without(problems: Iterable[Problem], rows: Iterable[Row]) -> list[Problem]:
    """A made-up account name of a row whose name is missing is no fault of its own."""
    nameless = {f"{r.number}:username" for r in rows if not r.name}
    return [p for p in problems if p.where not in nameless]


def _unknown_posts(rows: list[Row], town: str) -> list[Problem]:
    """W020 for posts that the town has not set up, and for one post given to several in the list."""
    kinds = {title: k.id for k in catalog().posts.values() for title in (k.title, k.id)}
    kinds |= {p.title: p.kind for p in Post.objects.filter(place=town)}
    kept = {line.kind.id for line in posts.lines(town) if line.kept}
    wrong = []
    for row in rows:
        kind = kinds.get(row.post)
        if kind and kind not in kept and kind in {k.id for k in posts.business_kinds()}:
            wrong.append(problem("W020", f"{row.number}:post", post=catalog().posts[kind].title))
    return wrong


def _doubles(rows: Iterable[Row]) -> list[str]:
    """Said of names that occur more than once: one person typed twice, or two of one name."""
    names = "、".join(name for name, n in Counter(r.name for r in rows if r.name).items() if n > 1)
    if not names:
        return []
    return [
        _("有同名的：%(names)s。请核实是不是同一个人；一个人有几个岗位，先建一个账号，再任命。")
        % {"names": names}
    ]
