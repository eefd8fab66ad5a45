"""Finding records: only those that the account may read, by only those fields that it may see."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db import connection

from yiben.declare.load import catalog
from yiben.declare.model import SECRECY
from yiben.kernel.problems import Refused
from yiben.ledger.models import Record
from yiben.search import indexing, store, typed
from yiben.search.expressions import Any as AnyOf
from yiben.search.expressions import Expression, Phrase, Without, both, either, possible
from yiben.search.recipe import PERSONAL
from yiben.search.typed import Word
from yiben.township import looks, rights
from yiben.township.models import Account, Place

SIZE = 20
FEW = 12
"""So few registers are asked for, or left out, in the index itself; else they are sifted afterwards."""


@dataclass(frozen=True)
class Scope:
    """Registers that the account may read at and below a place, up to a level of secrecy."""

    place: str
    level: int
    unmask: bool
    registers: frozenset[str]


@dataclass(frozen=True)
class Question:
    text: str
    register: str = ""
    places: tuple[str, ...] = ()
    """Codes; at and below them."""
    void: bool = False
    """Whether voided records are looked for too."""
    tails: bool = True
    """Whether a word may be an identifier, whole or by its last four; such a search is logged."""


@dataclass(frozen=True)
class Found:
    """The answer to a question, for one account."""

    account: Account
    question: Question
    words: tuple[Word, ...]
    scopes: tuple[Scope, ...]
    left: int = 0
    """Entries that are not in the index yet; what they touch is not found."""
    _seq: int = field(default=0, repr=False)

    @property
    def _overlapping(self) -> bool:
        """Whether a record might lie in two of the scopes, and so be found twice."""
        return any(
            one.registers & other.registers
            and (one.place.startswith(other.place) or other.place.startswith(one.place))
            for n, one in enumerate(self.scopes)
            for other in self.scopes[:n]
        )

    @property
    def asked(self) -> bool:
        """Whether anything was asked for at all: words, or a place alone."""
        return bool(self.words or self.question.places)

    @cached_property
    def _cells(self) -> list[tuple[str, str, int]]:
        """How many hits in each register at each place, whatever register and place are asked for."""
        # A place alone bounds what is counted; beside words it is one filter of several.
        everything = self.question.places if not self.words else ()
        parts, parameters = self._parts(replace(self.question, register="", places=everything), heads=False)
        if not parts:
            return []
        counted = "COUNT(DISTINCT id)" if self._overlapping else "COUNT(*)"
        rows = " UNION ALL ".join(parts)
        sql = f"SELECT register, place, {counted} FROM ({rows}) hits GROUP BY register, place"
        return [(str(r), str(p), int(n)) for r, p, n in _rows(sql, parameters)]

    @cached_property
    def total(self) -> int:
        return sum(
            n
            for register, place, n in self._cells
            if self.question.register in ("", register) and self._at(place)
        )

    @property
    def by_register(self) -> Counter[str]:
        """Hits in each register, at the places asked for."""
        counted: Counter[str] = Counter()
        for register, place, n in self._cells:
            if self._at(place):
                counted[register] += n
        return counted

    @property
    def by_place(self) -> Counter[str]:
        """Hits at each place, in the register asked for."""
        counted: Counter[str] = Counter()
        for register, place, n in self._cells:
            if self.question.register in ("", register):
                counted[place] += n
        return counted

    def page(self, number: int = 1, size: int = SIZE) -> list[Record]:
        """Titles, numbers and names first, then the newest; each asked of the rights once more."""
        parts, parameters = self._parts(self.question, heads=True)
        if not parts:
            return []
        rows = " UNION ALL ".join(parts)
        if self._overlapping:
            rows = f"SELECT record, day, MAX(head) AS head FROM ({rows}) every GROUP BY record, day"
        sql = f"SELECT record FROM ({rows}) hits ORDER BY head DESC, day DESC, record LIMIT %s OFFSET %s"
        names = [str(r) for (r,) in _rows(sql, [*parameters, size, (max(number, 1) - 1) * size])]
        kept = Record.objects.in_bulk(names)
        return [kept[name] for name in names if name in kept and self._still_may(kept[name])]

    def _still_may(self, record: Record) -> bool:
        return rights.may(self.account, "read", record.register, record.place)

    def _at(self, place: str) -> bool:
        return not self.question.places or place.startswith(self.question.places)

    def _parts(self, question: Question, heads: bool) -> tuple[list[str], list[Any]]:
        parts: list[str] = []
        parameters: list[Any] = []
        for scope in self.scopes:
            if question.register and question.register not in scope.registers:
                continue
            asked = self._asked(scope, question)
            if not possible(asked):
                continue
            part, values = self._part(scope, question, asked, heads)
            parts.append(part)
            parameters += values
        return parts, parameters

    def _asked(self, scope: Scope, question: Question) -> Expression:
        levels = typed.levels_to(scope.level)
        wanted = [
            typed.anywhere(w, levels, question.tails, question.tails and scope.unmask) for w in self.words
        ]
        within: list[Expression] = [Phrase((f"w{scope.place}",))]
        if question.places:
            within.append(either(Phrase((f"w{code}",)) for code in question.places))
        named = frozenset({question.register}) if question.register else scope.registers
        if len(named) <= FEW:
            return both(*wanted, *within, _named_registers(named))
        left_out = frozenset(catalog().registers) - named
        if 0 < len(left_out) <= FEW:
            return Without(both(*wanted, *within), _named_registers(left_out))
        return both(*wanted, *within)

    def _part(
        self, scope: Scope, question: Question, asked: Expression, heads: bool
    ) -> tuple[str, list[Any]]:
        tables, condition, parameter = store.matching(asked)
        values: list[Any] = []
        columns = "d.id, d.record, d.register, d.place"
        if heads and not self.words:
            columns += ", COALESCE(d.day, '0001-01-01') AS day, 0 AS head"
        elif heads:
            levels = typed.levels_to(scope.level)
            among, head = store.among(both(*(typed.in_head(w, levels) for w in self.words)))
            columns += f", COALESCE(d.day, '0001-01-01') AS day, CASE WHEN {among} THEN 1 ELSE 0 END AS head"
            values.append(head)
        values.append(parameter)
        conditions = [condition]
        if not question.register and FEW < len(scope.registers) < len(catalog().registers) - FEW:
            conditions.append(f"d.register IN ({', '.join(['%s'] * len(scope.registers))})")
            values += sorted(scope.registers)
        if not question.void:
            conditions.append("NOT d.void")
        if self.left:
            # What has changed since the index was made might have moved out of this account's reach.
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.record = d.record AND e.seq > %s)"
            )
            values.append(self._seq)
        return f"SELECT {columns} FROM {tables} WHERE {' AND '.join(conditions)}", values


def find(account: Account, question: Question) -> Found:
    """The records that the question finds for this account, now.

    Takes in first what has been written a moment ago. Refused Q001 for a text that is too long.
    """
    words = typed.read(question.text)
    reach = scopes(account)
    if len(words) > 1:
        words = [_named(w, reach) for w in words]
    asked = bool(words or question.places)
    left = _level_with_the_ledger() if asked else 0
    if question.tails and reach:
        _log(account, words, reach)
    seq = indexing.seq_reached() if left else 0
    return Found(account, question, tuple(words), tuple(reach) if asked else (), left, seq)


def _level_with_the_ledger() -> int:
    """Take in what is new, one batch at most; a ledger that can't be written is still searched."""
    try:
        return indexing.catch_up(batches=1)
    except Refused:
        return indexing.behind()


def scopes(account: Account) -> list[Scope]:
    """Where the account may read what, without what another scope holds already."""
    known = catalog().registers
    made: dict[tuple[str, int, bool], set[str]] = {}
    for grant in rights.grants(account):
        if "read" not in grant.actions:
            continue
        for register in grant.registers:
            if SECRECY.index(known[register].secrecy) <= grant.secrecy:
                made.setdefault((grant.place, grant.secrecy, "unmask" in grant.actions), set()).add(register)
    held = list(made.items())
    for key, registers in held:
        for other, more in held:
            if other != key and _holds(other, key):
                registers -= more
    return [Scope(*key, frozenset(registers)) for key, registers in held if registers]


def _holds(wider: tuple[str, int, bool], narrower: tuple[str, int, bool]) -> bool:
    return narrower[0].startswith(wider[0]) and wider[1] >= narrower[1] and wider[2] >= narrower[2]


def _named(word: Word, reach: Iterable[Scope]) -> Word:
    """The word with the villages and registers of this name, by which it may narrow the others."""
    if len(word.plain) < 2 or word.plain.isdigit():
        return word
    codes: list[str] = []
    for root in {scope.place for scope in reach}:
        named = Place.objects.filter(level="village", code__gte=root, code__lt=f"{root}z")
        codes += named.filter(short__contains=word.text).values_list("code", flat=True)[:8]
    named_registers = [r.id for r in catalog().registers.values() if word.plain in r.title]
    return replace(word, places=tuple(dict.fromkeys(codes)), registers=tuple(named_registers))


def _log(account: Account, words: Sequence[Word], reach: Sequence[Scope]) -> None:
    """That somebody looked for a person by a number is kept; the number is not."""
    if any(w.identifier for w in words) and any(s.unmask for s in reach):
        looks.log(account, "search", "按整个号码查找")
    elif any(w.tail for w in words) and any(s.level >= PERSONAL for s in reach):
        looks.log(account, "search", "按号码末四位查找")


def _named_registers(ids: Iterable[str]) -> AnyOf:
    return either(Phrase((f"r_{one}",)) for one in sorted(ids))


def _rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
