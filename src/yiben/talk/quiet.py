"""When nothing is sent out of the system: from evening to morning, and on days that offices rest."""

import os
from datetime import datetime, time, timedelta

from yiben.kernel import clock
from yiben.kernel.problems import Refused, refuse
from yiben.kernel.working_days import calendar

USUAL = "20:00-08:00"


def hours() -> tuple[time, time]:
    """From when in the evening until when in the morning (YIBEN_QUIET); Refused N020 for anything else."""
    told = os.environ.get("YIBEN_QUIET") or USUAL
    try:
        evening, morning = (time.fromisoformat(part.strip()) for part in told.split("-"))
    except ValueError as fault:
        raise refuse("N020", value=told[:40]) from fault
    if morning >= evening:
        raise refuse("N020", value=told[:40])
    return evening, morning


def open_from(now: datetime) -> datetime:
    """The first moment, now or later, at which something may be sent."""
    evening, morning = hours()
    here = now.astimezone(clock.SHANGHAI)
    if here.time() >= evening:
        here = datetime.combine(here.date() + timedelta(days=1), morning, clock.SHANGHAI)
    elif here.time() < morning:
        here = datetime.combine(here.date(), morning, clock.SHANGHAI)
    while not is_worked(here):
        here = datetime.combine(here.date() + timedelta(days=1), morning, clock.SHANGHAI)
    return here


def is_worked(moment: datetime) -> bool:
    """Whether offices work that day; by the weekday in a year whose holidays are not known yet."""
    day = clock.day_of(moment)
    try:
        return calendar().is_working(day)
    except Refused:
        return day.weekday() < 5
