"""Who of the town is logged in and whose account is locked; the security administrator's page.

Since when and on which machine, to find what should not be open. Neither how long nor how often.
"""

from dataclasses import dataclass
from datetime import datetime

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.administration import members, walls
from yiben.pages.doors import administrator
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import frame
from yiben.township import logins
from yiben.township.models import Account


@dataclass(frozen=True)
class Locked:
    account: Account
    tries: int
    until: datetime | None


@require_safe
@administrator(walls.SECURITY)
def sessions(request: PageRequest) -> HttpResponse:
    known = list(members.accounts(request.town))
    open_now = logins.everyone(known, request.session)
    held = members.holdings_of([one.account for one in open_now], request.town)
    words = frame.words(
        request,
        _("登录和锁定"),
        logins=[(one, "、".join(h.post.title for h in held[one.account.pk])) for one in open_now],
        locked=_locked(known),
        tries=settings.AXES_FAILURE_LIMIT,
        idle=settings.SESSION_COOKIE_AGE // 60,
    )
    return render(request, "pages/administration/sessions.html", words)


def _locked(known: list[Account]) -> list[Locked]:
    """Accounts that may not log in now, after too many wrong tries; axes keeps the machine's own time."""
    wait, by_name = get_cool_off(), {a.username: a for a in known}
    tries = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    if wait is not None:
        tries = tries.filter(attempt_time__gte=timezone.now() - wait)
    latest: dict[str, Locked] = {}
    for one in tries.order_by("attempt_time"):
        if one.username in by_name:
            until = one.attempt_time + wait if wait is not None else None
            latest[one.username] = Locked(by_name[one.username], one.failures_since_start, until)
    return list(latest.values())
