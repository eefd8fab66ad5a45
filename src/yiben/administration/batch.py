"""New accounts with their posts, one or two thousand: pasted rows read, every fault named, made at once."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from pypinyin import lazy_pinyin

from yiben.administration import names, posts, walls
from yiben.administration.kind import Asked, Checked
from yiben.administration.models import Change
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.kernel.texts import cut
from yiben.township import people
from yiben.township.models import Account, Holding

MOST = 5000
"""Rows of one list."""
COLUMNS = ("username", "name", "post", "place")
TITLES = {"username": noop("账号"), "name": noop("姓名"), "post": noop("岗位"), "place": noop("地方")}
HEADS = {
    "账号": "username", "账号名": "username", "用户名": "username", "姓名": "name", "名字": "name",
    "岗位": "post", "职务": "post", "地方": "place", "村": "place", "村（社区）": "place", "单位": "place",
}  # fmt: skip
USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}", re.ASCII)
_CELLS = re.compile(r"\t|,|，|、|;|；")
_BLANKS = re.compile(r"[ \u3000]+")
BATCH = 400


@dataclass(frozen=True)
class Row:
    """One line as typed, with the number that it has in the pasted list."""

    number: int
    username: str = ""
    name: str = ""
    post: str = ""
    place: str = ""

    def cell(self, column: str) -> str:
        return str(getattr(self, column))


def read_rows(text: str) -> list[Row]:
    """Rows of a pasted block: cells parted by tabs, commas or blanks; a head may name the columns."""
    order: Sequence[str] = COLUMNS
    rows: list[Row] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            continue
        parts = _CELLS if _CELLS.search(line) else _BLANKS
        cells = [_tidy(c) for c in parts.split(line if "\t" in line else line.strip())]
        named = [HEADS.get(c, "") for c in cells]
        if not rows and sum(bool(n) for n in named) >= 2:
            order = named
            continue
        rows.append(Row(number, **{n: c for n, c in zip(order, cells, strict=False) if n}))
    return rows


def rows_of(about: Mapping[str, object]) -> list[Row]:
    """The rows of a proposal: mappings by column, or lists in the order of the columns."""
    found = about.get("rows")
    made = []
    for number, raw in enumerate(found if isinstance(found, list) else [], 1):
        cells = raw if isinstance(raw, Mapping) else dict(zip(COLUMNS, raw, strict=False))
        given = str(cells.get("row", ""))
        kept = {c: _tidy(str(cells.get(c) or "")) for c in COLUMNS}
        made.append(Row(int(given) if given.isdecimal() else number, **kept))
    return made


def _tidy(text: str) -> str:
    return text.strip(" \t\u3000\u00a0")


def as_about(rows: Iterable[Row]) -> dict[str, object]:
    """The rows as a proposal takes them, each with the number that it had in the pasted list."""
    return {"rows": [{"row": r.number, **{c: r.cell(c) for c in COLUMNS}} for r in rows]}


def check(asked: Asked) -> Checked:
    """All rows against the accounts, posts and places there are; `where` of a problem is `row:column`."""
    rows = rows_of(asked.about)
    if not rows:
        return Checked(problems=[problem("A030", "rows")])
    if len(rows) > MOST:
        return Checked(problems=[problem("A031", "rows", found=len(rows), most=MOST)])
    seats = posts.Seats(asked.town)
    taken = {u.lower() for u in Account.objects.values_list("username", flat=True)}
    seen: dict[str, int] = {}
    people_seen: dict[tuple[str, str, str], int] = {}
    problems: list[Problem] = []
    kept: list[dict[str, object]] = []
    for row in rows:
        username = unicodedata.normalize("NFKC", row.username).lower()
        problems += _username(row, username, taken, seen)
        problems += _name(row)
        seat, wrong = seats.find(row.post, row.place, f"{row.number}:post", f"{row.number}:place")
        problems += wrong
        if seat is None:
            continue
        same = (row.name, seat.kind, seat.place)
        if same in people_seen:
            problems.append(problem("A029", f"{row.number}:name", value=cut(row.name), row=people_seen[same]))
        people_seen.setdefault(same, row.number)
        kept.append(
            {
                "row": row.number,
                "username": username,
                "name": row.name,
                "post": seat.kind,
                "place": seat.place,
            }
        )
    checked = Checked({"rows": kept}, problems)
    if not problems:
        checked.said = _said(kept)
        checked.notes = _notes(kept, asked.town)
    return checked


def _username(row: Row, username: str, taken: set[str], seen: dict[str, int]) -> list[Problem]:
    where = f"{row.number}:username"
    if not USERNAME.fullmatch(username):
        like = "".join(lazy_pinyin(row.name[:6])).lower()
        like = like if USERNAME.fullmatch(like) and row.name else "wangshifan"
        return [problem("A027", where, value=cut(row.username) or "（空）", like=like)]
    if username in seen:
        return [problem("A026", where, value=username, row=seen[username])]
    seen[username] = row.number
    return [problem("A025", where, value=username)] if username in taken else []


def _name(row: Row) -> list[Problem]:
    if 2 <= len(row.name) <= 40 and not names.UNSEEN.search(row.name):
        return []
    return [problem("A028", f"{row.number}:name", value=cut(row.name) or "（空）")]


def _said(rows: list[dict[str, object]]) -> list[tuple[str, str, str]]:
    """A line a post, with the names; a list of two thousand is said by villages."""
    titles: dict[tuple[str, str], str] = {}
    for row in rows:
        seat = (str(row["post"]), str(row["place"]))
        if seat not in titles:
            titles[seat] = posts.seat_title(*seat)
    lines = []
    ordered = sorted(rows, key=lambda r: (str(r["post"]), str(r["place"])))
    for seat, group in groupby(ordered, key=lambda r: (str(r["post"]), str(r["place"]))):
        who = "、".join(f"{r['name']}（{r['username']}）" for r in group)
        lines.append((titles[seat], _("—"), _("新建账号：%(who)s") % {"who": who}))
    return lines


def _notes(rows: list[dict[str, object]], town: str) -> list[str]:
    """Warnings of the same name across the walls, of the few rows where it matters."""
    administer = {str(r["name"]) for r in rows if walls.part_of(str(r["post"]))}
    known = set(
        Account.objects.filter(holdings__post__kind__in=_kinds_that_administer(), is_active=True).values_list(
            "name", flat=True
        )
    )
    if not administer and not known & {str(r["name"]) for r in rows}:
        return []
    return [
        note
        for r in rows
        if str(r["name"]) in known | administer
        for note in posts.namesakes(str(r["name"]), str(r["post"]), town)
    ]


def _kinds_that_administer() -> list[str]:
    return [k.id for k in catalog().posts.values() if k.administers]


def carry_out(change: Change, by: Account) -> None:
    """Accounts that cannot log in until a one-time password is handed out, in their posts from today."""
    rows, today = change.about["rows"], clock.today()
    made = Account.objects.bulk_create(
        [
            Account(
                username=r["username"],
                name=r["name"],
                password=make_password(None),
                must_change_password=True,
            )
            for r in rows
        ],
        batch_size=BATCH,
    )
    seats = {(r["post"], r["place"]): people.post(r["post"], r["place"]) for r in rows}
    Holding.objects.bulk_create(
        [
            Holding(account=account, post=seats[r["post"], r["place"]], since=today)
            for account, r in zip(made, rows, strict=True)
        ],
        batch_size=BATCH,
    )
