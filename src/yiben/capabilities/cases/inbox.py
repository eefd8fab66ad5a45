"""The joint inbox (五情联动): what waits to be given out, to whom it likely goes, and what is handled in
another register.

Every register whose cases say `inbox = true` comes in here. A record waits while it is in a state from which
it can be dispatched and has never been dispatched.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yiben.capabilities.cases import offices
from yiben.capabilities.cases import service as cases
from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.ledger.acts import Advance
from yiben.ledger.gate import writing
from yiben.ledger.jsonpath import column
from yiben.ledger.models import Record
from yiben.ledger.reading import Listing, Presence, listing
from yiben.ledger.service import submit
from yiben.township import places, rights
from yiben.township.models import Account

LOOKED_AT = 200
"""The latest dispatched cases of the kind, by which the likely office is told."""
LIKELY = 2


@dataclass(frozen=True)
class Target:
    """To whom a case may go."""

    value: str
    """`village:雷家坪村` or `office:ziran`, as the form of a dispatch has it."""
    title: str
    times: int = 0
    """How many of the last ones of its kind went there."""


def registers() -> Iterator[Register]:
    """The registers that come into the inbox and can be given out."""
    for one in catalog().registers.values():
        if one.uses.get("cases", {}).get("inbox") and dispatching_from(one):
            yield one


def dispatching_from(register: Register) -> dict[str, Move]:
    """State → the move by which a record in it is given out."""
    found: dict[str, Move] = {}
    for move in register.moves.values():
        for state in move.from_states if move.kind == "dispatch" else ():
            if not register.states[state].closed:
                found.setdefault(state, move)
    return found


def waiting(register: Register, account: Account, place: str) -> Listing:
    """What waits to be given out at and below the place, longest waiting first."""
    filters = {
        "place": place,
        "state": list(dispatching_from(register)),
        "dispatched_on": Presence.EMPTY,
    }
    return listing(register.id, account, filters, register.happened, None, "write")


def likely(register: Register, record: Record) -> list[Target]:
    """The record's own village, and the offices to which the last cases of its kind went."""
    found = []
    if len(record.place) == 12:
        title = places.title(record.place)
        found.append(Target(f"village:{title}", places.said(record.place)))
    known = catalog().offices
    for office, times in _went_to(register, record).most_common():
        if office in known and len(found) <= LIKELY:
            found.append(Target(f"office:{office}", known[office].title, times))
    return found


def _went_to(register: Register, record: Record) -> Counter[str]:
    """Office → how often; a village's own cases tell nothing about offices."""
    own = Record.objects.filter(register=register.id, town=record.town, void=False)
    kind = str(register.uses["cases"].get("class", ""))
    if kind and record.data.get(kind):
        own = own.annotate(kind=column(register, kind)).filter(kind=record.data[kind])
    went = own.exclude(office__in=("", offices.VILLAGE, register.owner)).exclude(record=record.record)
    return Counter(went.order_by("-happened_on").values_list("office", flat=True)[:LOOKED_AT])


def targets_of(record: Record, account: Account) -> list[Register]:
    """The other registers in which the record may be handled: those of the inbox that the account writes."""
    if turning(record) is None:
        return []
    return [
        one
        for one in catalog().registers.values()
        if one.id != record.register
        and one.uses.get("cases", {}).get("inbox")
        and rights.may(account, "write", one.id, record.place)
    ]


def turning(record: Record) -> Move | None:
    """The move by which the record leaves for another register: a merge that is called `turn`."""
    move = catalog().registers[record.register].moves.get("turn")
    return move if move is not None and move.kind == "merge" and record.state in move.from_states else None


def carried(record: Record, into: Register) -> dict[str, Any]:
    """The fields that both registers have, as kept: title, place, days, words, numbers of the source.

    Names go with fields of a person, in the order in which the registers name them. Identifiers stay behind:
    they are sealed with the record that they are in.
    """
    of = catalog().registers[record.register]
    pairs = {
        into.title_field: of.title_field,
        into.place: of.place,
        into.happened: of.happened,
        **{
            str(into.uses["cases"].get(key, "")): str(of.uses["cases"].get(key, ""))
            for key in ("place_text", "text", "in_charge", "checks", "joins", "visits")
        },
        **{name: name for name in ("urgency", "people", "received_at", "upstream_no")},
        **_people(of, into),
    }
    found = {}
    for to, source in pairs.items():
        value, field = record.data.get(source), into.fields.get(to)
        if (
            value is None
            or field is None
            or field.system
            or field.is_identifier
            or isinstance(value, Mapping)
        ):
            continue
        if field.type == "choice" and value not in field.options:
            continue
        found[to] = value
    return found


def _people(of: Register, into: Register) -> dict[str, str]:
    def names(register: Register) -> list[str]:
        fields = register.uses["cases"].get("person", ())
        return [n for n in fields if register.fields[n].type == "person_name"]

    return dict(zip(names(into), names(of), strict=False))


def turn(
    record: Record, into: str, values: Mapping[str, Any], by: Account, why: str = "", client_id: str = ""
) -> Record:
    """The case that now stands for the record in another register; the record ends as passed on.

    Both in one transaction. Sent again with the same client id, the first answer is given again.
    """
    with writing():
        made = cases.birth(into, values, record, by, why, client_id)
        again = Record.objects.get(record=record.record)
        if again.data.get("merged_into") != made.record:
            move = turning(again) or cases.move_of(again, "merge")
            act = Advance(again.record, move.id, why=why, parts={"merge_into": made.record})
            submit([act], by)
        return made
