"""A running time limit: what it counts, since when, where it stood still, when it stopped.

A clock keeps the rule that it began with, so a rule changed later does not touch it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from yiben.kernel.clock import SHANGHAI
from yiben.kernel.limits.amounts import Amount
from yiben.kernel.problems import Problem, Refused, problem

Moment: TypeAlias = date | datetime
"""A day, or a minute of it in Asia/Shanghai, without a zone."""


@dataclass(frozen=True)
class Extend:
    """How far a rule lets a limit be extended."""

    amount: Amount
    times: int = 1
    approver: str = ""
    """Who must agree, in words: 本机关负责人."""
    article: str = ""

    def as_json(self) -> list[Any]:
        return [*self.amount.as_json(), self.times, self.approver, self.article]

    @staticmethod
    def read(kept: Any) -> "Extend | None":
        return Extend(Amount(int(kept[0]), kept[1]), int(kept[2]), *kept[3:]) if kept else None


@dataclass(frozen=True)
class Extension:
    """One extension as it was granted."""

    amount: Amount
    on: date
    by: str = ""
    why: str = ""


@dataclass(frozen=True)
class Pause:
    """From a day on (P) up to, without it, the day it went on (R); R is open while it stands still."""

    start: Moment
    end: Moment | None = None


@dataclass(frozen=True)
class Clock:
    rule: str
    """Id in `catalog/rules/`."""
    title: str
    amount: Amount
    start: Moment
    source: str = ""
    article: str = ""
    promised: Amount | None = None
    """What the town promises, shorter than the legal amount."""
    extend: Extend | None = None
    may_pause: bool = False
    rolls: bool = False
    """Whether a last day that is a day of rest moves to the next working day (民法典 203)."""
    local: bool = False
    least: bool = False
    """Whether it is a minimum, as a publicity is: it may not end sooner, and is never late."""
    valid_from: date | None = None
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    stopped: Moment | None = None

    @property
    def start_day(self) -> date:
        return day_of(self.start)

    @property
    def paused_since(self) -> Moment | None:
        """Since when it stands still, None while it runs."""
        return next((p.start for p in self.pauses if p.end is None), None)

    @property
    def chain(self) -> tuple[Amount, ...]:
        """The amounts one after the other, neighbours of one unit added: they count from the same start."""
        merged = [self.amount]
        for extension in self.extensions:
            last = merged[-1]
            if extension.amount.unit == last.unit:
                merged[-1] = Amount(last.number + extension.amount.number, last.unit)
            else:
                merged.append(extension.amount)
        return tuple(merged)

    def as_json(self) -> dict[str, Any]:
        """What a record keeps; what is empty is left out."""
        kept: dict[str, Any] = {
            "rule": self.rule, "title": self.title, "amount": self.amount.as_json(),
            "start": _text(self.start),
            "source": self.source, "article": self.article,
            "promised": self.promised and self.promised.as_json(),
            "extend": self.extend and self.extend.as_json(),
            "may_pause": self.may_pause, "rolls": self.rolls, "local": self.local, "least": self.least,
            "valid_from": _text(self.valid_from),
            "extensions": [[*e.amount.as_json(), _text(e.on), e.by, e.why] for e in self.extensions],
            "pauses": [[_text(p.start), _text(p.end)] for p in self.pauses],
            "stopped": _text(self.stopped),
        }  # fmt: skip
        return {key: value for key, value in kept.items() if value not in (None, "", [], False)}

    @staticmethod
    def read(kept: Any) -> "Clock":
        """The clock that `as_json` kept."""
        valid_from = _moment(kept.get("valid_from"))
        return Clock(
            rule=kept["rule"],
            title=kept["title"],
            amount=Amount(int(kept["amount"][0]), kept["amount"][1]),
            start=_known(kept["start"]),
            source=kept.get("source", ""),
            article=kept.get("article", ""),
            promised=Amount.read(kept.get("promised")),
            extend=Extend.read(kept.get("extend")),
            may_pause=kept.get("may_pause", False),
            rolls=kept.get("rolls", False),
            local=kept.get("local", False),
            least=kept.get("least", False),
            valid_from=day_of(valid_from) if valid_from else None,
            extensions=tuple(
                Extension(Amount(int(n), unit), day_of(_known(on)), by, why)
                for n, unit, on, by, why in kept.get("extensions", ())
            ),
            pauses=tuple(Pause(_known(start), _moment(end)) for start, end in kept.get("pauses", ())),
            stopped=_moment(kept.get("stopped")),
        )


def paused(clock: Clock, since: Moment) -> Clock:
    """The clock standing still from that day on; as it was where its rule allows no pause, or it is over."""
    if not clock.may_pause or clock.paused_since is not None or clock.stopped is not None:
        return clock
    return replace(clock, pauses=(*clock.pauses, Pause(local(since))))


def resumed(clock: Clock, on: Moment) -> Clock:
    """The clock running again; the day itself counts. As it was where it did not stand still."""
    if clock.paused_since is None:
        return clock
    *before, last = clock.pauses
    end = local(on)
    closed = Pause(last.start, end if as_instant(end) > as_instant(last.start) else last.start)
    return replace(clock, pauses=(*before, closed))


def extended(clock: Clock, extension: Extension) -> Clock:
    """The clock with a longer limit; Refused with every fault where its rule does not allow that."""
    faults = extension_problems(clock, extension.amount)
    if faults:
        raise Refused(faults)
    return replace(clock, extensions=(*clock.extensions, extension))


def extension_problems(clock: Clock, amount: Amount, where: str = "") -> list[Problem]:
    """Why the clock may not be extended by so much, by the rule that it began with: H001 H002 H003 H004."""
    allowed = clock.extend
    if allowed is None:
        return [problem("H001", where=where, title=clock.title, basis=basis(clock))]
    faults = []
    if len(clock.extensions) >= allowed.times:
        faults.append(
            problem("H002", where=where, title=clock.title, times=allowed.times, basis=basis(clock))
        )
    if amount.unit != allowed.amount.unit:
        faults.append(problem("H003", where=where, asked=amount.said(), allowed=allowed.amount.said()))
    elif not 0 < amount.number <= allowed.amount.number:
        values = {"asked": amount.said(), "allowed": allowed.amount.said(), "basis": basis(clock)}
        faults.append(problem("H004", where=where, **values))
    return faults


def stopped(clock: Clock, at: Moment) -> Clock:
    """The clock at its end; what stopped it first holds. A pause still open ends with it."""
    if clock.stopped is not None:
        return clock
    end = local(at)
    return replace(resumed(clock, end), stopped=end)


def running_on(clock: Clock) -> Clock:
    """A stopped clock as if it had not stopped: reopened work keeps its day."""
    return replace(clock, stopped=None)


def restarted(clock: Clock, start: Moment) -> Clock:
    """The same rule from a new start: what was extended, and where it stood still, is past."""
    return replace(clock, start=local(start), extensions=(), pauses=(), stopped=None)


def basis(clock: Clock) -> str:
    """《信访工作条例》第三十四条."""
    return clock.source + clock.article


def local(at: Moment) -> Moment:
    """A moment as Asia/Shanghai writes it, without a zone and seconds; a day as it is."""
    if not isinstance(at, datetime):
        return at
    here = at.astimezone(SHANGHAI) if at.tzinfo else at
    return here.replace(tzinfo=None, second=0, microsecond=0)


def day_of(at: Moment) -> date:
    at = local(at)
    return at.date() if isinstance(at, datetime) else at


def as_instant(at: Moment) -> datetime:
    """A day as its first minute."""
    at = local(at)
    return at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)


def first_counted(clock: Clock) -> datetime:
    """From when a limit in hours runs: its start; the end of the day where no time of it is known."""
    start = local(clock.start)
    return start if isinstance(start, datetime) else as_instant(start) + timedelta(1)


def _text(at: Moment | None) -> str | None:
    if at is None:
        return None
    at = local(at)
    return at.isoformat(timespec="minutes") if isinstance(at, datetime) else at.isoformat()


def _moment(text: str | None) -> Moment | None:
    return _known(text) if text else None


def _known(text: str) -> Moment:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
