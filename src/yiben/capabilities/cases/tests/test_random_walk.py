"""Whatever is done to a case in whatever order, the ledger alone gives the same case again.

Random moves on the register that has them all; then the projection is rebuilt, past days are looked at, the
counters are counted from the trail, and the due day is worked out by a second, simple implementation.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from yiben.capabilities.cases.tests.conftest import DAY, People, entered
from yiben.declare.load import catalog
from yiben.declare.uses import CASE_COUNTS
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.kernel.working_days import calendar
from yiben.ledger import reading, rebuild, service
from yiben.ledger.acts import Act, Advance, Correct
from yiben.ledger.models import Entry, Record
from yiben.ledger.projection import read_body
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db
ONE = timedelta(1)
KINDS = {
    "return": "returned", "grant_extension": "extended", "urge": "urged", "escalate": "escalated",
    "redo": "redone", "reopen": "reopened", "answer": "answered", "suspend": "suspended",
}  # fmt: skip

steps = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 12), st.integers(0, 3), st.integers(1, 35)),
    min_size=3,
    max_size=18,
)


def act(record: Record, choice: int, today: date, days: int) -> Act:
    """One of the register's moves in the present state, or a correction."""
    moves = [m for m in catalog().registers["petitions"].moves.values() if record.state in m.from_states]
    if choice >= len(moves) + 2 or not moves:
        choice %= len(moves) + 2
    if choice == len(moves):
        kind = "咨询求助" if record.data.get("request_kind") != "咨询求助" else "申诉求决"
        return Correct(record.record, {"request_kind": kind}, "核实性质")
    if choice == len(moves) + 1:
        earlier = date.fromisoformat(record.data["received_on"]) + timedelta(days % 4)
        return Correct(record.record, {"accepted_on": min(earlier, today).isoformat()}, "按告知书更正")
    move = moves[choice]
    dates = {name: today.isoformat() for name in move.asks}
    handed: dict[str, dict[str, Any]] = {
        "dispatch": {"to_office": "民政办"}, "ask_extension": {"extend_days": days},
        "join": {"joint_offices": ["ziran"]}, "join_answer": {"joint_answer": "已办"},
    }  # fmt: skip
    return Advance(record.record, move.id, dates, "有理由", parts=handed.get(move.kind, {}))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(plan=steps)
def test_the_trail_alone_gives_the_same_case(staff: People, plan: list[tuple[int, int, int, int]]) -> None:
    people = [staff.clerk, staff.head, staff.leader, staff.other]
    with transaction.atomic():
        found, today = entered(staff.clerk), DAY
        for choice, gap, who, days in plan:
            today += timedelta(gap)
            with clock.stated(today):
                try:
                    service.submit([act(found, choice, today, days)], people[who])
                except (Refused, Denied):
                    continue
                found.refresh_from_db()
        proved(found, staff)
        transaction.set_rollback(True)


def proved(found: Record, staff: People) -> None:
    assert list(rebuild.check()) == []
    entries = [(e, read_body(e.body)) for e in Entry.objects.filter(record=found.record).order_by("seq")]
    for day in {e.day for e, _ in entries}:
        then = reading.record(found.record, staff.clerk, day)
        assert then.data == replayed(body for e, body in entries if e.day <= day)
    counted = dict.fromkeys(CASE_COUNTS, 0)
    moves = catalog().registers["petitions"].moves
    for _, body in entries:
        kind = moves[body["move"]].kind if "move" in body else ""
        if kind in KINDS:
            counted[KINDS[kind]] += 1
        counted["joined"] += kind == "join"
    assert {name: found.data[f"times_{name}"] for name in CASE_COUNTS} == counted
    by_hand = Simple()
    for entry, body in entries:
        by_hand.follow(entry.day, body)
    assert found.due_on == by_hand.due()
    assert found.data.get("in_time") == by_hand.in_time()


def replayed(bodies: Iterable[dict[str, Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for body in bodies:
        data |= body.get("set", {}) | body.get("parts", {})
    return {name: value for name, value in data.items() if value is not None}


@dataclass
class Simple:
    """The main clock of the walk's register once more, day by day, without the kernel's clocks."""

    start: date | None = None
    anew: bool = False
    kind: str = ""
    longer: int = 0
    asked: int = 0
    pauses: list[list[date | None]] = field(default_factory=list)
    state: str = "registered"
    closed: date | None = None
    left: bool = False

    def follow(self, day: date, body: dict[str, Any]) -> None:
        said, move = body.get("set", {}), body.get("move", "")
        kind = catalog().registers["petitions"].moves[move].kind if move else ""
        if "accepted_on" in said and not (self.anew and not move):
            self.start, self.anew = date.fromisoformat(said["accepted_on"]), False
        if said.get("request_kind"):
            self.kind = said["request_kind"]
            # Only a claim's sixty days may be lengthened or stand still.
            if self.kind == "咨询求助":
                self.longer, self.pauses = 0, []
        if kind == "redo" and self.start:
            self.start, self.longer, self.pauses, self.anew = day, 0, [], True
        if kind == "ask_extension":
            self.asked = body["parts"]["case"]["asking"]["number"]
        if kind == "grant_extension":
            self.longer, self.asked = self.longer + (self.asked or 30), 0
        if kind == "refuse_extension":
            self.asked = 0
        if "closed_on" in said:
            self.closed = date.fromisoformat(said["closed_on"]) if said["closed_on"] else None
        if "left_on" in said:
            self.left = bool(said["left_on"])
        self._enter(body.get("state", self.state), day)

    def _enter(self, state: str, day: date) -> None:
        closed = state in ("closed", "archived", "sent_back", "merged")
        if closed:
            self.asked = 0
        if state == "suspended" and (not self.pauses or self.pauses[-1][1]) and self.may_pause:
            self.pauses.append([day, None])
        if state != "suspended" and self.pauses and self.pauses[-1][1] is None:
            self.pauses[-1][1] = day
        self.state = state

    @property
    def may_pause(self) -> bool:
        return self.start is not None and self.kind != "咨询求助"

    def standing(self, day: date) -> bool:
        return any(a <= day < (b or date.max) for a, b in self.pauses if a)

    def last_day(self) -> date | None:
        if self.start is None:
            return None
        working, day = self.kind == "咨询求助", self.start
        left = 15 if working else 60 + self.longer
        while left:
            day += ONE
            left -= not self.standing(day) and (not working or calendar().is_working(day))
        return day

    def due(self) -> date | None:
        if self.pauses and self.pauses[-1][1] is None:
            return None
        return self.last_day()

    def in_time(self) -> bool | None:
        if self.closed is None or self.left or self.start is None:
            return None
        return self.closed <= (self.last_day() or self.closed)
