"""What a case keeps beside its fields: its clocks, who was asked to join, which extension waits, who urged.

It lies in the record's `data` under `case`, put there by the entry of the act, so a past day shows the case
as it stood and a rebuilt ledger has it again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from yiben.kernel.limits.clocks import Clock

KEY = "case"


@dataclass(frozen=True)
class Joint:
    """An office asked to take part, and its answer."""

    office: str
    asked_on: str
    by: str
    due: str = ""
    answered_on: str = ""
    answered_by: str = ""
    answer: str = ""

    @property
    def open(self) -> bool:
        return not self.answered_on


@dataclass(frozen=True)
class Asking:
    """An extension that was asked for and waits for a decision."""

    number: int
    unit: str
    by: str
    on: str
    why: str = ""


@dataclass(frozen=True)
class Given:
    """One dispatch: to which office and person, by whom, on which day."""

    by: str
    on: str
    office: str = ""
    person: str = ""


@dataclass
class Part:
    clocks: dict[str, Clock] = field(default_factory=dict)
    """Limit id → the clock, by the rule that it began with."""
    without: tuple[str, ...] = ()
    """Limits that should run and have no rule in force: the page says 没有适用的时限规定."""
    provisional: tuple[str, ...] = ()
    """Clocks counted by weekdays in a year whose holidays are not known."""
    restarted: dict[str, str] = field(default_factory=dict)
    """Limit id → day of the move that started it anew."""
    typed_due: str = ""
    """The due day that an upstream platform set, before any extension or standstill."""
    joint: tuple[Joint, ...] = ()
    asking: Asking | None = None
    urged: tuple[tuple[str, str], ...] = ()
    """Who urged, on which day."""
    given: tuple[Given, ...] = ()

    @staticmethod
    def of(data: Mapping[str, Any] | None) -> "Part":
        """The part in a record's data; an empty one where the record has none."""
        kept: Mapping[str, Any] = (data or {}).get(KEY) or {}
        asking = kept.get("asking")
        return Part(
            clocks={name: Clock.read(one) for name, one in kept.get("clocks", {}).items()},
            without=tuple(kept.get("without", ())),
            provisional=tuple(kept.get("provisional", ())),
            restarted=dict(kept.get("restarted", {})),
            typed_due=kept.get("typed_due", ""),
            joint=tuple(Joint(**one) for one in kept.get("joint", ())),
            asking=Asking(**asking) if asking else None,
            urged=tuple((by, on) for by, on in kept.get("urged", ())),
            given=tuple(Given(**one) for one in kept.get("given", ())),
        )

    def as_json(self) -> dict[str, Any]:
        kept: dict[str, Any] = {
            "clocks": {name: one.as_json() for name, one in sorted(self.clocks.items())},
            "without": sorted(self.without),
            "provisional": sorted(self.provisional),
            "restarted": self.restarted,
            "typed_due": self.typed_due,
            "joint": [_short(one) for one in self.joint],
            "asking": _short(self.asking) if self.asking else None,
            "urged": [list(one) for one in self.urged],
            "given": [_short(one) for one in self.given],
        }
        return {name: value for name, value in kept.items() if value}

    @property
    def waiting_offices(self) -> list[str]:
        """Offices whose answer is still out."""
        return [one.office for one in self.joint if one.open]

    def answered(self, office: str, **answer: str) -> None:
        self.joint = tuple(
            replace(one, **answer) if one.open and one.office == office else one for one in self.joint
        )

    def asked(self, more: Iterable[Joint]) -> None:
        self.joint = (*self.joint, *more)


def _short(one: Any) -> dict[str, Any]:
    return {name: value for name, value in asdict(one).items() if value not in ("", None)}
