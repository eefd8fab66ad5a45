"""数据疑点 as an account may see them: of one record, and how many stand in a register."""

from collections.abc import Sequence
from dataclasses import dataclass

from yiben.declare.model import Register
from yiben.figures.data_doubts import finding, judging, settled
from yiben.figures.data_doubts.doubt import Doubt
from yiben.figures.data_doubts.numbered import Numbered, detail, of_register
from yiben.ledger.models import Version
from yiben.ledger.reading import listing
from yiben.pages.standing import PageRequest
from yiben.township import rights

SHOWN_OTHERS = 3


@dataclass(frozen=True)
class Shown:
    """A doubt on a record's page."""

    doubt: Doubt
    rule: Numbered
    detail: str
    others: tuple[Version, ...]
    """The other records that it is about, as far as the account may read them."""


def of_record(request: PageRequest, register: Register, found: Version) -> list[Shown]:
    """The record's doubts, those that stand first; none of a void one."""
    rules = of_register(register)
    if found.void or not rules:
        return []
    doubts = [
        Doubt(
            found.record, found.version, found.place, found.happened_on, rule.id, {},
            settled.note_of(rule, found.data, {}),
        )
        for rule in judging.raised(register, found.data, found.state, found.place)
    ]  # fmt: skip
    if any(rule.condition is None for rule in rules.values()):
        all_of_town = finding.find(register, found.town, request.as_of)
        doubts += [d for d in all_of_town.by_record.get(found.record, ()) if rules[d.rule].condition is None]
    doubts.sort(key=lambda one: (one.note is not None, rules[one.rule].number))
    return [shown(request, register, rules[one.rule], one) for one in doubts]


def shown(request: PageRequest, register: Register, rule: Numbered, doubt: Doubt) -> Shown:
    others: Sequence[Version] = ()
    if doubt.others:
        asked = {"record": list(doubt.others[:SHOWN_OTHERS])}
        others = list(listing(register.id, request.user, asked, "number", request.as_of).rows())
    return Shown(doubt, rule, detail(rule.id, doubt.said), tuple(others))


def visible(request: PageRequest, register: Register, action: str = "read") -> list[Doubt]:
    """The register's doubts at the request's place, where the account may read."""
    reach = tuple(rights.reach(request.user, action, register.id))
    found = finding.find(register, request.town, request.as_of).doubts if reach else ()
    return [one for one in found if one.place.startswith(reach) and one.place.startswith(request.place)]


def standing(request: PageRequest, register: Register) -> int:
    """How many doubts stand there."""
    return sum(one.note is None for one in visible(request, register))
