"""Who of the town is logged in and whose account is locked; the security administrator's page.

Since when and on which machine, to find what should not be open. Neither how long nor how often.
"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yiben.administration import members, walls
from yiben.pages.doors import administrator
from yiben.pages.standing import PageRequest
from yiben.pages.views.administration import frame
from yiben.township import logins, post_names
from yiben.township.locks import locks


@require_safe
@administrator(walls.SECURITY)
def sessions(request: PageRequest) -> HttpResponse:
    known = list(members.accounts(request.town))
    open_now = logins.everyone(known, request.session)
    known_by = {a.username: a for a in known}
    held = members.holdings_of([one.account for one in open_now], request.town)
    words = frame.words(
        request,
        _("登录和锁定"),
        logins=[
            (one, _("、").join(post_names.said(h.post) for h in held[one.account.pk])) for one in open_now
        ],
        locked=[(known_by[name], lock) for name, lock in locks(known_by).items()],
        tries=settings.AXES_FAILURE_LIMIT,
        idle=settings.SESSION_COOKIE_AGE // 60,
    )
    return render(request, "pages/administration/sessions.html", words)
