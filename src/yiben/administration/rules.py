"""The rules that the catalog holds, each with its source, and what the town found in its own documents."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yiben.administration import sealing, walls
from yiben.administration.models import RuleCheck
from yiben.declare.load import catalog
from yiben.declare.model import Field, Register
from yiben.kernel import clock
from yiben.kernel.language import CHINESE, speaking, spoken
from yiben.kernel.problems import Problem, Refused, problem
from yiben.kernel.texts import cut
from yiben.ledger.gate import writing
from yiben.township import people, rights
from yiben.township.models import Account

LEADING = ("dangzheng", "lingdao")
"""Offices that look after the whole."""
RULE, FIELD, LIMIT = "rule", "field", "limit"
KINDS = {RULE: noop("校验"), FIELD: noop("栏目依据"), LIMIT: noop("期限")}
_DAYS = re.compile(r"[0-9一二三四五六七八九十两]+个?(?:工作日|日|天|个月|周)")


@dataclass(frozen=True)
class Line:
    """One rule of a register."""

    id: str
    """petitions.rules.order · petitions.fields.due_on"""
    register: str
    kind: str
    """rule: what a record must meet; field: what a field is kept by; limit: a time limit."""
    title: str
    said: str
    source: str
    """The law, notice or system that it follows; for a check of our own the line of the catalog."""
    kept: str
    """The rule in one text and in Chinese, as it is kept with a comparison."""


@dataclass(frozen=True)
class Checked:
    """A rule with the town's last comparison."""

    line: Line
    check: RuleCheck | None

    @property
    def stale(self) -> bool:
        """Whether the catalog says something else now than what was compared."""
        return self.check is not None and self.check.said != self.line.kept


def lines(register: Register) -> list[Line]:
    """Every rule of a register: time limits first, then what its fields rest on, then its checks."""
    written = _in_chinese(register)
    found = [*_fields(register, written), *_rules(register, written)]
    return sorted(found, key=lambda n: (LIMIT, FIELD, RULE).index(n.kind))


def _in_chinese(register: Register) -> Register:
    """The register as its files write it, whatever language the page speaks."""
    if spoken() == CHINESE:
        return register
    with speaking(CHINESE):
        return catalog().registers.get(register.id, register)


def _fields(register: Register, written: Register) -> Iterator[Line]:
    for own, field in zip(written.fields.values(), register.fields.values(), strict=True):
        if own.system:
            continue
        limit = _is_limit(written, own)
        if own.basis or limit:
            often = own.often != Field.often
            yield Line(
                f"{register.id}.fields.{field.id}",
                register.id,
                LIMIT if limit else FIELD,
                field.title,
                _("；").join(t for t in (field.need, field.often if often else "") if t),
                field.basis or _place(field.where),
                _kept(
                    own.title,
                    "；".join(t for t in (own.need, own.often if often else "") if t),
                    own.basis or _place(own.where),
                ),
            )


def _is_limit(register: Register, field: Field) -> bool:
    return field.id == register.due or bool(_DAYS.search(f"{field.need}；{field.basis}"))


def _rules(register: Register, written: Register) -> Iterator[Line]:
    for own, rule in zip(written.rules, register.rules, strict=True):
        yield Line(
            f"{register.id}.rules.{rule.id}",
            register.id,
            RULE,
            rule.message,
            rule.check,
            _place(rule.where),
            _kept(own.message, own.check, _place(own.where)),
        )


def _place(where: str) -> str:
    """The file and line in the catalog, without the folders above it."""
    return f"catalog/{where.rpartition('catalog/')[2]}" if "catalog/" in where else where


def _kept(title: str, said: str, source: str) -> str:
    return f"{title}｜{said}｜{source}"[:500]


def by_register(town: str, registers: Iterable[Register]) -> list[tuple[Register, list[Checked]]]:
    """The rules of these registers with the town's last comparison of each."""
    last: dict[str, RuleCheck] = {}
    for check in RuleCheck.objects.filter(town=town).select_related("by").order_by("id"):
        last[check.rule] = check
    return [(r, [Checked(n, last.get(n.id)) for n in lines(r)]) for r in registers]


def may_check(account: Account, register: Register, town: str) -> bool:
    """Who keeps the register knows its documents; when the town opens, the system administrator does it,
    or who looks after the whole."""
    if walls.SYSTEM in walls.parts(account, town) or rights.may(account, "write", register.id, town):
        return True
    kinds = catalog().posts
    held = (p for p in people.posts_of(account) if p.place == town and p.kind in kinds)
    return any(kinds[p.kind].office in LEADING for p in held)


def check(
    town: str,
    chosen: Iterable[str],
    document: str,
    by: Account,
    agrees: bool = True,
    note: str = "",
    on: date | None = None,
) -> list[RuleCheck]:
    """Keep that these rules were compared with a local document; Refused with all faults, or Denied.

    Where they differ, `note` says how the local rule is. Each comparison stays; the last one counts.
    """
    known = {n.id: n for r in catalog().registers.values() for n in lines(r)}
    ids = list(dict.fromkeys(chosen))
    problems = [problem("A047", "rules", value=cut(i)) for i in ids if i not in known]
    problems += _faults(ids, document.strip(), agrees, note.strip(), on)
    if problems:
        raise Refused(problems)
    registers = {known[i].register for i in ids}
    for register in registers:
        if not may_check(by, catalog().registers[register], town):
            raise rights.Denied("核对", catalog().registers[register].title)
    with writing():
        made = RuleCheck.objects.bulk_create(
            RuleCheck(
                town=town,
                register=known[i].register,
                rule=i,
                said=known[i].kept,
                document=document.strip(),
                agrees=agrees,
                note=note.strip(),
                on=on or clock.today(),
                by=by,
            )
            for i in ids
        )
        body: dict[str, object] = {"rules": ids, "document": document.strip(), "agrees": agrees}
        sealing.told(town, "rules_checked", body, by, note.strip())
    return made


def _faults(ids: list[str], document: str, agrees: bool, note: str, on: date | None) -> list[Problem]:
    wrong = []
    if not ids:
        wrong.append(problem("A043", "rules"))
    if not 4 <= len(document) <= 200:
        wrong.append(problem("A048", "document", most=200))
    if not agrees and not note:
        wrong.append(problem("A049", "note"))
    if len(note) > 500:
        wrong.append(problem("A045", "note", most=500))
    if on and on > clock.today():
        wrong.append(problem("A050", "on", value=on, today=clock.today()))
    return wrong
