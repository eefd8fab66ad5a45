"""Settling a doubt by a note on the record: 已核实无误. It holds while what the doubt rests on stays.

The note lies in the record's part `doubts`, written by a correction of its own, so it has a trail and a past:
`{rule: {why, by, by_name, on, said}}`, where `said` is what the rule read on that day. When one of the rule's
fields changes later, or another record comes to it, the doubt stands again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from yiben.declare.model import Register
from yiben.figures.data_doubts.doubt import Doubt, Note, Row
from yiben.figures.data_doubts.numbered import Numbered
from yiben.kernel import clock
from yiben.kernel.problems import refuse
from yiben.ledger import service
from yiben.ledger.acts import Correct, Written
from yiben.ledger.models import PastRecord, Record, Version
from yiben.township.models import Account

PART = "doubts"
AT_ONCE = 5_000
LONGEST = 300
Notes = dict[tuple[str, int], Mapping[str, Any]]
"""Record and version → its data, of those that have a note."""


def with_notes(
    register: Register, rows: Sequence[Row], rules: Mapping[str, Numbered], as_of: date | None
) -> Iterator[Doubt]:
    """The rows as doubts, each with the note that still holds."""
    kept = _kept({row.record for row in rows}, as_of)
    for row in rows:
        data = kept.get((row.record, row.version))
        note = note_of(rules[row.rule], data, row.said) if data is not None else None
        yield Doubt(row.record, row.version, row.place, row.happened_on, row.rule, row.said, note)


def _kept(records: Iterable[str], as_of: date | None) -> Notes:
    wanted, found = sorted(records), Notes()
    kinds: list[type[Version]] = [Record] if as_of is None else [Record, PastRecord]
    for start in range(0, len(wanted), AT_ONCE):
        for kind in kinds:
            noted = kind._default_manager.filter(record__in=wanted[start : start + AT_ONCE])
            noted = noted.filter(**{f"data__{PART}__isnull": False})
            if as_of is not None:
                noted = noted.filter(day_from__lte=as_of)
            if kind is PastRecord:
                noted = noted.filter(day_to__gt=as_of)
            found |= {(r, v): data for r, v, data in noted.values_list("record", "version", "data")}
    return found


def note_of(rule: Numbered, data: Mapping[str, Any], said: Mapping[str, Any]) -> Note | None:
    """The record's note on this rule, if what it was written about is still what stands there."""
    note = data.get(PART, {}).get(rule.id)
    if note is None or note["said"] != rests_on(rule, data, said):
        return None
    return Note(note["why"], note["by"], note["by_name"], note["on"])


def rests_on(rule: Numbered, data: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What a doubt rests on: the fields that the rule reads, of an identifier its index; or the others."""
    if rule.condition is None:
        return dict(said)
    values = {name: data.get(name) for name in rule.fields}
    return {k: v.get("x") if isinstance(v, Mapping) else v for k, v in values.items() if v is not None}


def settle(
    record: Record, rule: Numbered, doubt: Doubt | None, why: str, version: int, by: Account
) -> Written:
    """Write the note; the account that writes it must have the right to write the record.

    Refused B002 for a doubt that does not stand, B003 without a reason, B004 for one too long, L002 where the
    record is newer than what he saw, L005 where it is void.
    """
    reason = why.strip()
    if not reason:
        raise refuse("B003", "why")
    if len(reason) > LONGEST:
        raise refuse("B004", "why", most=LONGEST, found=len(reason))
    if doubt is None or doubt.note is not None:
        raise refuse("B002", "why", code=rule.code)
    note = {
        "why": reason,
        "by": by.username,
        "by_name": by.name,
        "on": clock.today().isoformat(),
        "said": rests_on(rule, record.data, doubt.said),
    }
    parts = {PART: {**record.data.get(PART, {}), rule.id: note}}
    act = Correct(record.record, {}, f"{rule.code} 已核实无误：{reason}", version, parts=parts)
    return service.submit([act], by)[0]
