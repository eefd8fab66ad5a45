"""Who is logged in, on which machine, since when: read from the sessions, ended one by one or all.

A session that goes on is renewed at every request; how long or how often somebody is here is kept nowhere
(国办函〔2026〕12号: no time online).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from yiben.kernel import clock
from yiben.township.models import Account

SINCE, AGENT, ADDRESS = "since", "agent", "address"
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Macintosh", "macOS"), ("Kylin", "麒麟"), ("UOS", "统信"), ("Linux", "Linux"),
)  # fmt: skip
BROWSERS = (
    ("Edg/", "Edge"), ("QIHU", "360"), ("Firefox/", "Firefox"), ("MicroMessenger", "微信"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip


@dataclass(frozen=True)
class Login:
    id: str
    """A digest of the session's key, which itself must not be shown."""
    account: Account
    since: datetime | None
    machine: str
    address: str
    here: bool
    """Whether it is the one that asks."""
    key: str


def mark(request: HttpRequest) -> None:
    """Keep with a fresh session since when and on which machine it is."""
    request.session[SINCE] = clock.now().isoformat()
    request.session[AGENT] = request.headers.get("User-Agent", "")[:300]
    request.session[ADDRESS] = address_of(request)


def address_of(request: HttpRequest) -> str:
    """The machine that asks; behind a proxy the server has put its word in place (YIBEN_PROXY)."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def machine(agent: str) -> str:
    """Windows · Edge; the parts that can be told."""
    system = next((title for sign, title in SYSTEMS if sign in agent), "")
    browser = next((title for sign, title in BROWSERS if sign in agent), "")
    return " · ".join(filter(None, (system, browser))) or _("说不出是什么机器")


def of(account: Account, here: SessionBase | None = None) -> list[Login]:
    """An account's open log-ins, the newest first, the one that asks before all."""
    return everyone([account], here)


def everyone(accounts: Iterable[Account], here: SessionBase | None = None) -> list[Login]:
    """The open log-ins of these accounts."""
    known = {str(a.pk): a for a in accounts if a.is_active}
    own = here.session_key if here else None
    found = [
        _login(session.session_key, kept, known[kept[SESSION_KEY]], own)
        for session, kept in _open()
        if kept.get(SESSION_KEY) in known and _good(kept, known[kept[SESSION_KEY]])
    ]
    found.sort(key=lambda one: one.since.timestamp() if one.since else 0, reverse=True)
    return sorted(found, key=lambda one: not one.here)


def _open() -> Iterator[tuple[Session, dict[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        yield session, session.get_decoded()


def _good(kept: dict[str, Any], account: Account) -> bool:
    """A session from before a change of password is open in name only."""
    return constant_time_compare(kept.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash())


def _login(key: str, kept: dict[str, Any], account: Account, own: str | None) -> Login:
    since = datetime.fromisoformat(kept[SINCE]) if kept.get(SINCE) else None
    told = machine(str(kept.get(AGENT, "")))
    return Login(_name(key), account, since, told, str(kept.get(ADDRESS, "")), key == own, key)


def _name(key: str) -> str:
    return hashlib.sha256(f"yiben session {key}".encode()).hexdigest()[:20]


def end(account: Account, name: str, here: SessionBase | None = None) -> int:
    """End one log-in of the account, never the one that asks; how many there were (0 or 1)."""
    return _delete(one for one in of(account, here) if one.id == name and not one.here)


def end_others(account: Account, here: SessionBase | None = None) -> int:
    """End all log-ins of the account but the one that asks; how many there were."""
    return _delete(one for one in of(account, here) if not one.here)


def _delete(logins: Iterable[Login]) -> int:
    ended, _by_model = Session.objects.filter(pk__in=[one.key for one in logins]).delete()
    return ended
