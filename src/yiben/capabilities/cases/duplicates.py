"""Cases that are likely the same thing as a new one, each with why: number, person, place, words, day.

Looked for among the records that the account may read, in the registers that take part in the inbox
(`[uses.cases] inbox = true`) and the record's own. Only an upstream number makes it certain; the rest is a
hint that a person decides on. How much it takes: see `POINTS`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from yiben.capabilities.cases import upstream
from yiben.declare.load import catalog
from yiben.declare.model import IDENTIFIER_TYPES, Register
from yiben.kernel import clock
from yiben.ledger import vault
from yiben.ledger.jsonpath import Literal, column
from yiben.ledger.models import Record
from yiben.ledger.reading import under
from yiben.township import places, rights
from yiben.township.models import Account

DAYS = 60
"""How far apart two reports of one thing may lie: the time in which the first should be handled."""
SAME, ALIKE, NEAR = 85, 60, 45
"""Likeness of the words out of 100, place names and set phrases left out. Of 17 pairs written for this,
eight of the nine that told of one thing came to 45 or more, five to 60 or more; of the eight that told of two
things, three came to 60 to 72 (two wishes about one road), the others to 36 or less. So words alone are never
enough unless nearly the same."""
POINTS: Mapping[str, int] = {
    "identifier": 3, "name": 2, "village": 1, "address": 2, "same": 3, "alike": 2, "near": 1,
}  # fmt: skip
ENOUGH = 3
"""The same phone number alone is a hint; a village alone, or two villagers' like subjects, is none."""
MOST = 8


@dataclass(frozen=True)
class Alike:
    record: Record
    reasons: tuple[str, ...]
    points: int
    certain: bool = False


@dataclass(frozen=True)
class About:
    """What two cases are compared by."""

    upstream: str = ""
    day: date | None = None
    village: str = ""
    address: str = ""
    words: str = ""
    names: frozenset[str] = frozenset()
    indexes: frozenset[str] = frozenset()
    """Keyed indexes of phone and ID numbers: equal ones are found without opening any."""


def likely(register: Register, values: Mapping[str, Any], town: str, account: Account) -> list[Alike]:
    """What is likely the same as these values of a form, most likely first; nothing is written or opened."""
    return _likely(register, _about(register, values), town, account, "")


def likely_of(record: Record, account: Account) -> list[Alike]:
    """What is likely the same as a record."""
    register = catalog().registers[record.register]
    return _likely(register, _about(register, record.data), record.town, account, record.record)


def _likely(register: Register, about: About, town: str, account: Account, own: str) -> list[Alike]:
    found: dict[str, Alike] = {}
    for one in _compared(register):
        for row, other in _candidates(one, about, town, account):
            if row.record == own:
                continue
            alike = _alike(row, about, other)
            if alike is not None:
                found[row.record] = alike
    ordered = sorted(found.values(), key=lambda a: (-a.certain, -a.points, a.record.number))
    return ordered[:MOST]


def _compared(register: Register) -> Iterator[Register]:
    for one in catalog().registers.values():
        if one.id == register.id or one.uses.get("cases", {}).get("inbox"):
            yield one


def _candidates(
    register: Register, about: About, town: str, account: Account
) -> Iterator[tuple[Record, About]]:
    allowed = Q(pk__in=[])
    for code in rights.reach(account, "read", register.id):
        allowed |= under(code)
    own = Record.objects.filter(allowed, register=Literal(register.id), town=town, void=False)
    day = about.day or clock.today()
    wanted = Q(happened_on__range=(day - timedelta(DAYS), day + timedelta(DAYS)))
    names = [name for name in _names(register) if name in register.fields]
    yield from _read(register, own.filter(wanted), names)
    if about.upstream and upstream.FIELD in register.fields:
        numbered = own.annotate(upstream=column(register, upstream.FIELD)).filter(upstream=about.upstream)
        yield from _read(register, numbered, names)


def _read(register: Register, rows: QuerySet[Record], names: list[str]) -> Iterator[tuple[Record, About]]:
    """The rows with only the fields compared: taking whole records out of JSON is most of the time."""
    columns = {f"c_{name}": column(register, name) for name in names}
    kept = ("record", "register", "town", "place", "number", "title", "state", "happened_on", "void")
    for row in rows.annotate(**columns).values(*kept, *columns):
        data = {
            name: {"x": value} if register.fields[name].is_identifier and value else value
            for name in names
            if (value := row.pop(f"c_{name}")) is not None
        }
        yield Record(**row), _about(register, data)


def _names(register: Register) -> Iterable[str]:
    said = register.uses.get("cases", {})
    yield from {
        register.title_field, register.place, register.happened, upstream.FIELD,
        str(said.get("place_text", "")), str(said.get("text", "")), *said.get("person", ()),
    }  # fmt: skip


def _about(register: Register, data: Mapping[str, Any]) -> About:
    said = register.uses.get("cases", {})
    names, indexes = set(), set()
    for name in said.get("person", ()):
        value, kind = data.get(name), register.fields[name].type
        if not value:
            continue
        if kind in IDENTIFIER_TYPES:
            indexes.add(str(value["x"]) if isinstance(value, Mapping) else vault.find_index(kind, str(value)))
        elif len(str(value).strip()) > 1 and "某" not in str(value):
            names.add(str(value).strip())
    day = data.get(register.happened)
    village = str(data.get(register.place) or "") if register.place else ""
    title, text = data.get(register.title_field), data.get(str(said.get("text", "")))
    return About(
        str(data.get(upstream.FIELD) or "").strip(),
        _day(day),
        village,
        _plain(data.get(str(said.get("place_text", "")))),
        _words(f"{title or ''}{text or ''}", village),
        frozenset(names),
        frozenset(indexes),
    )


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


SET_PHRASES = ("反映", "请求", "咨询", "投诉", "希望", "尽快", "帮助", "解决", "请")
"""What every petition says."""
LONGEST = 400


def _words(text: str, place: str) -> str:
    """The words that say what it is about: villages are compared by their code."""
    known = places.names(place[:9]).by_code if place else {}
    plain = _plain(text)[: 2 * LONGEST]
    for one in known.values():
        if len(one.short) > 1 and one.short in plain:
            plain = plain.replace(one.short, "")
    for phrase in SET_PHRASES:
        plain = plain.replace(phrase, "")
    return plain[:LONGEST]


def _plain(value: Any) -> str:
    """The words without what divides them: punctuation differs most between two writers."""
    return "".join(c for c in str(value or "") if c.isalnum())


def _alike(record: Record, one: About, other: About) -> Alike | None:
    if one.upstream and one.upstream == other.upstream:
        return Alike(record, (_("上级编号相同"),), 99, certain=True)
    found = list(_reasons(one, other))
    points = sum(POINTS[kind] for kind, _said in found)
    # Two reports from one village on one subject are two things until a person or the words say more.
    if points < ENOUGH or {kind for kind, _said in found} <= {"village", "near"}:
        return None
    return Alike(record, tuple(said for _kind, said in found), points)


def _reasons(one: About, other: About) -> Iterator[tuple[str, str]]:
    if one.indexes & other.indexes:
        yield "identifier", _("证件号码或电话相同")
    elif one.names & other.names:
        yield "name", _("姓名相同")
    if one.village and one.village == other.village:
        yield "village", _("同一个村（社区）")
    if _same_spot(one.address, other.address):
        yield "address", _("地点相同")
    score = _likeness(one.words, other.words)
    if score >= SAME:
        yield "same", _("内容几乎一样")
    elif score >= ALIKE:
        yield "alike", _("内容很像")
    elif score >= NEAR:
        yield "near", _("内容有些像")


NUMERALS = "0123456789一二三四五六七八九十百"


def _same_spot(one: str, other: str) -> bool:
    """Whether two addresses are one: nearly the same words, and exactly the same numbers (五组, not 三组)."""
    if not one or not other or [c for c in one if c in NUMERALS] != [c for c in other if c in NUMERALS]:
        return False
    return fuzz.ratio(one, other) >= SAME


def _likeness(one: str, other: str) -> float:
    """Out of 100; a short report within a longer one counts, a little less."""
    if min(len(one), len(other)) < 4:
        return 100.0 if one and one == other else 0.0
    return max(fuzz.ratio(one, other), fuzz.partial_ratio(one, other) * 0.9)
