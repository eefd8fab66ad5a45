"""From when a thing is near due: three working days before its day."""

from datetime import date, timedelta

from yiben.kernel.problems import Refused
from yiben.kernel.working_days import calendar

NEAR = 3
"""Working days before the due day."""


def near_until(today: date) -> date:
    """The last day that counts as near due; by calendar days where the year's working days are not known."""
    try:
        return calendar().add(today, NEAR)
    except Refused:
        return today + timedelta(days=NEAR)
