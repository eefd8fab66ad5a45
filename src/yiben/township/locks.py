"""Which accounts may not log in now, after too many wrong tries.

Axes keeps a row for each machine that tried and locks by their sum, whoever tried where; so do we here.
It keeps the machine's own time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True)
class Lock:
    tries: int
    until: datetime
    """When it opens by itself."""


def locks(usernames: Iterable[str] | None = None) -> dict[str, Lock]:
    """The locked ones among these accounts (among all, if none are named)."""
    wait = get_cool_off()
    recent = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - wait)
    if usernames is not None:
        recent = recent.filter(username__in=usernames)
    by_name: dict[str, list[tuple[datetime, int]]] = {}
    for row in recent.order_by("attempt_time"):
        by_name.setdefault(row.username, []).append((row.attempt_time, row.failures_since_start))
    known = {}
    for name, rows in by_name.items():
        tries = left = sum(n for _at, n in rows)
        if tries >= settings.AXES_FAILURE_LIMIT:
            for at, n in rows:
                left -= n
                if left < settings.AXES_FAILURE_LIMIT:
                    known[name] = Lock(tries, at + wait)
                    break
    return known
