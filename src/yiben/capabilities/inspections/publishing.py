"""A month's ranking as it is published: worked out by the engine from the ledger, and then kept as it was.

Nobody types a rank. What is corrected afterwards leaves the published ranking alone; `standing` works out
today's beside it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yiben.capabilities.inspections import ranking, roles, visited
from yiben.capabilities.inspections.ranking import BLACK, LEAST_VILLAGES, RED, Ranked, Ranking
from yiben.capabilities.inspections.visited import Visit
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.periods import Period, month
from yiben.kernel.problems import Problem, problem
from yiben.ledger.models import Record
from yiben.ledger.shapes import Doing, Effect
from yiben.township import places

PART = "ranking"
USUAL_LISTED = 3
_NAMED = re.compile(r"\s*([^：:]+)[：:]\s*(.+)")


@dataclass(frozen=True)
class Wanted:
    """What a ranking is asked for by."""

    town: str
    kind: str
    month: Period
    red: int = USUAL_LISTED
    black: int = USUAL_LISTED
    reasons: Mapping[str, str] | None = None


def compute(
    visits: Register, wanted: Wanted, as_of: date | None = None, seen: Sequence[Visit] | None = None
) -> Ranking:
    """The month's ranking from what the ledger says, now or as of a day; merged villages in their heirs."""
    end = min(wanted.month.end, clock.today())
    names = {p.code: p.short for p in places.villages(wanted.town, end)}
    found = visited.visits(visits, wanted.town, wanted.month, wanted.kind, as_of) if seen is None else seen
    heirs = places.successor_map(wanted.town, end)
    made = ranking.rank(found, names, heirs, wanted.red, wanted.black, wanted.reasons or {})
    return Ranking(tuple(_named(row) for row in made.rows), made.unvisited, made.sheets)


def _named(row: Ranked) -> Ranked:
    merged = tuple(places.title(code) for code in row.merged)
    return replace(row, merged=merged) if merged else row


def effect(doing: Doing) -> Effect:
    """The ranking worked out and kept, where it is entered; later acts leave it as it was."""
    if doing.kind != "enter":
        return Effect()
    register, data = doing.register, doing.data
    visits = catalog().registers[roles.said(register)["ranks"]]
    day = date.fromisoformat(str(data["month_on"]))
    wanted = Wanted(
        doing.town,
        str(data[roles.class_field(register)]),
        month(day.year, day.month),
        int(data.get("red_count") or 0),
        int(data.get("black_count") or 0),
    )
    plain = compute(visits, wanted)
    reasons, problems = _reasons(str(data.get("reasons") or ""), plain)
    problems += _refusals(register, visits, wanted, plain, doing.record)
    if problems:
        return Effect(problems=problems)
    made = compute(visits, replace(wanted, reasons=reasons)) if reasons else plain
    return Effect(
        set={
            "villages_ranked": len(made.rows), "villages_unvisited": len(made.unvisited),
            "visits_counted": made.count, "sheet_changed": made.changed,
            "red_list": _listed(made, RED), "black_list": _listed(made, BLACK),
        },
        parts={PART: made.as_json()},
    )  # fmt: skip


def _listed(made: Ranking, which: str) -> str | None:
    return "；".join(f"{row.name}（{row.rate}%，{row.reason}）" for row in made.on(which)) or None


def _reasons(text: str, made: Ranking) -> tuple[dict[str, str], list[Problem]]:
    """Village → its line, out of 村名：原因, a village a line."""
    codes = {row.name: row.village for row in made.rows}
    codes |= {name.removesuffix("村").removesuffix("社区"): code for name, code in list(codes.items())}
    found: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _NAMED.fullmatch(line)
        name = match[1].strip() if match else line.strip()
        if name and (match is None or name not in codes):
            allowed = "、".join(row.name for row in made.rows)
            problems.append(problem("I012", "reasons", line=number, village=name[:20], allowed=allowed))
        elif match:
            found[codes[name]] = match[2].strip()
    return found, problems


def _refusals(
    register: Register, visits: Register, wanted: Wanted, made: Ranking, record: str
) -> list[Problem]:
    said = f"{wanted.month.start.year}年{wanted.month.start.month}月"
    problems = []
    if wanted.month.end >= clock.today():
        problems.append(problem("I008", "month_on", month=said))
    if not made.ranked:
        count = len(made.rows)
        problems.append(problem("I009", "month_on", month=said, count=count, least=LEAST_VILLAGES))
    there = published(register, wanted.town, wanted.kind, wanted.month)
    if there is not None and there.record != record:
        problems.append(problem("I010", "month_on", month=said, kind=wanted.kind, known=there.number))
    unsettled = open_replies(visits, wanted)
    if unsettled:
        numbers = "、".join(unsettled)
        problems.append(problem("I011", "month_on", count=len(unsettled), numbers=numbers))
    return problems


def title_of(month: Period, kind: str) -> str:
    """How the ranking of a month is titled in the ledger, whatever language its maker reads."""
    return f"{month.start.year}年{month.start.month}月{kind}评比"


def published(register: Register, town: str, kind: str, asked: Period) -> Record | None:
    """The ranking published of the month, and not withdrawn."""
    field = roles.class_field(register)
    found = Record.objects.filter(register=register.id, town=town, void=False).exclude(state="withdrawn")
    for record in found:
        day = str(record.data.get("month_on", ""))[:7]
        if day == f"{asked.start:%Y-%m}" and record.data.get(field) == kind:
            return record
    return None


def open_replies(visits: Register, wanted: Wanted, seen: Sequence[Visit] | None = None) -> list[str]:
    """Numbers of the replies to visits of the month not answered yet, or adopted without a correction."""
    register = roles.of_visits("about", visits.id)
    if register is None:
        return []
    if seen is None:
        seen = visited.visits(visits, wanted.town, wanted.month, wanted.kind)
    known = {v.number: v for v in seen}
    # A reply comes after its visit, so what was filed before the month is not asked for.
    replies = Record.objects.filter(
        register=register.id, town=wanted.town, void=False, happened_on__gte=wanted.month.start
    )
    found = []
    for reply in replies.order_by("number"):
        visit = known.get(str(reply.data.get("visit_no")))
        if visit is None:
            continue
        waiting = reply.state in register.open_states
        uncorrected = reply.state == "adopted" and visit.seq < reply.seq_from
        found += [reply.number] if waiting or uncorrected else []
    return found
