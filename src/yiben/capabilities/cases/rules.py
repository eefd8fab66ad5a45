"""The clock that the rule in force gives a case."""

from yiben.declare.model import Limit
from yiben.kernel.limits.clocks import Clock, Moment, day_of
from yiben.kernel.problems import Refused
from yiben.rulebook import limits


def clock_for(town: str, limit: Limit, start: Moment, kind: str, urgency: str) -> Clock | None:
    """A clock from that start by the rule in force on its day, None where no rule holds there then.

    The case is taken all the same: that nobody wrote a rule is no fault of who brings it.
    """
    try:
        return limits.find(town, limit.rule, day_of(start), kind, urgency).clock(start)
    except Refused:
        return None
