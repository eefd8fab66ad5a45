"""What a case's page says beside its fields: who takes part, what waits for a decision, what it came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yiben.capabilities.cases.part import Asking, Joint, Part
from yiben.declare.load import catalog
from yiben.declare.model import Move, Register
from yiben.kernel.limits.amounts import counted_said
from yiben.kernel.limits.clocks import basis
from yiben.ledger.models import Record, Version
from yiben.pages import findings
from yiben.pages.findings import RecordLine
from yiben.pages.standing import PageRequest
from yiben.pages.views.cases import handing
from yiben.pages.views.cases.limits import ShownLimit, limits_of
from yiben.pages.views.cases.piles import ROLES, role_fields
from yiben.pages.views.cases.steps import Steps, steps
from yiben.pages.views.cases.told import office_said
from yiben.search.links import Linked
from yiben.township import rights, staff
from yiben.ui import lights, showing

COUNTS: Mapping[str, Any] = {
    "returned": lazy("退回"), "extended": lazy("延期"), "urged": lazy("催办"), "escalated": lazy("升级"),
    "redone": lazy("重办"), "reopened": lazy("再次办理"), "suspended": lazy("挂起"), "answered": lazy("反馈"),
}  # fmt: skip


ALIKE = 3
"""Likely the same: the first of them; the form of merging shows all."""


@dataclass(frozen=True)
class JointLine:
    office: str
    light: lights.Light
    asked: str
    answer: str = ""
    answered: str = ""
    mine: bool = False
    """Whether it is for an office of the account to answer."""


@dataclass(frozen=True)
class Wait:
    """An extension that waits for a decision."""

    said: str
    why: str
    rest: str
    """What the rule still allows, and who must agree."""


@dataclass(frozen=True)
class Panel:
    limits: Sequence[ShownLimit] = ()
    steps: Steps = field(default_factory=Steps)
    wait: Wait | None = None
    joint: Sequence[JointLine] = ()
    owed: int = 0
    """Offices whose answer is still out."""
    roles: Sequence[tuple[str, str, str]] = ()
    """包 排 联 访: role, what the field is called, the person."""
    path: Sequence[tuple[str, str]] = ()
    """Day and words of each dispatch."""
    urged: Sequence[tuple[str, str]] = ()
    counts: Sequence[tuple[str, int]] = ()
    kin: Sequence[tuple[str, RecordLine]] = ()
    """What it came from, went into, was split into: how they belong together, and the record."""

    alike: Sequence[tuple[RecordLine, str]] = ()
    """Of one that has just come in and could be merged: what is likely the same thing, and why."""
    merge: Move | None = None

    @property
    def begun(self) -> list[ShownLimit]:
        """The limits that run or have run, and those that no rule says; of a fresh case also the main one."""
        return [one for one in self.limits if one.start or one.light.shape == "dashed" or one.main]

    @property
    def to_come(self) -> list[ShownLimit]:
        return [one for one in self.limits if one not in self.begun]

    @property
    def people(self) -> bool:
        return bool(self.roles or self.path or self.urged or self.counts)


def panel_of(
    request: PageRequest,
    register: Register,
    found: Version,
    level: int,
    links: Sequence[tuple[Linked, RecordLine]] = (),
) -> Panel:
    """The case's panel; of a record that is no case only the moves."""
    known = steps(register, found, request.user) if request.as_of is None else Steps()
    if "cases" not in register.uses:
        return Panel(steps=known)
    part = Part.of(found.data)
    merge = next((m for m in (*known.shown, *known.more) if m.kind == "merge"), None)
    fresh = merge is not None and found.state == register.first_state
    return Panel(
        limits_of(register, found, request.as_of),
        known,
        _wait(register, part) if part.asking else None,
        [_joint(one, known.offices, request.as_of) for one in part.joint],
        len(part.waiting_offices),
        list(_roles(register, found, level)),
        [_given(one.on, one.office, one.person, one.by) for one in reversed(part.given)],
        [(on, staff.said(by)) for by, on in reversed(part.urged)],
        [(str(said), n) for key, said in COUNTS.items() if (n := int(found.data.get(f"times_{key}") or 0))],
        list(_kin(request, found, links)),
        handing.alike(request, found)[:ALIKE] if fresh and isinstance(found, Record) else (),
        merge,
    )


def _wait(register: Register, part: Part) -> Wait:
    asking: Asking | None = part.asking
    assert asking is not None
    amount = counted_said(asking.number, asking.unit)
    words = {"day": asking.on, "who": staff.said(asking.by), "amount": amount}
    main = register.main_limit
    kept = part.clocks.get(main.id) if main else None
    rest = ""
    if kept and kept.extend:
        ground = kept.source + kept.extend.article if kept.extend.article else basis(kept)
        left = kept.extend.times - len(kept.extensions)
        allowed = {"most": kept.extend.amount.said(), "times": left, "basis": ground}
        rest = _("依据%(basis)s，每次最多延长%(most)s，还可以延长%(times)s次。") % allowed
        if kept.extend.approver:
            rest += _("须经%(approver)s批准。") % {"approver": kept.extend.approver}
    return Wait(_("%(who)s于%(day)s申请延长%(amount)s") % words, asking.why, rest)


def _joint(one: Joint, offices: frozenset[str], as_of: date | None) -> JointLine:
    title = office_said(one.office)
    asked = _("%(day)s %(who)s请会办") % {"day": one.asked_on, "who": staff.said(one.by)}
    if not one.open:
        light = lights.Light("tick", _("已答复"), "zhuq")
        answered = f"{one.answered_on} {staff.said(one.answered_by)}"
        return JointLine(title, light, asked, one.answer, answered)
    light = lights.Light("ring", _("待答复"), "plain")
    if one.due:
        asked += _("，%(due)s前答复") % {"due": one.due}
    return JointLine(title, light, asked, mine=one.office in offices and as_of is None)


def _roles(register: Register, found: Version, level: int) -> Iterator[tuple[str, str, str]]:
    for role, name in role_fields(register).items():
        cell = showing.cell(register, found, register.fields[name], level)
        if not cell.empty:
            yield str(ROLES[role]), cell.field.title, cell.text


def _given(on: str, office: str, person: str, by: str) -> tuple[str, str]:
    named = (office_said(office) if office else "", staff.said(person) if person else "")
    to = _("、").join(said for said in named if said)
    return on, _("%(by)s分派给%(to)s") % {"by": staff.said(by), "to": to}


def _kin(
    request: PageRequest, found: Version, links: Sequence[tuple[Linked, RecordLine]]
) -> Iterator[tuple[str, RecordLine]]:
    for name, said in (("born_of", _("来自")), ("merged_into", _("并入"))):
        one = Record.objects.filter(record=found.data.get(name) or "").first()
        if one is not None and _may_read(request, one):
            yield said, findings.record_line(request, one)
    for link, line in links:
        if link.record.data.get("born_of") == found.record:
            yield _("派生"), line
        elif link.record.data.get("merged_into") == found.record:
            yield _("并来"), line


def _may_read(request: PageRequest, one: Record) -> bool:
    return one.register in catalog().registers and rights.may(request.user, "read", one.register, one.place)
