"""The people of a town's staff, as a field names them: by name, by username, or as 姓名（岗位）."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic

from django.db.models import Q

from yiben.kernel import clock
from yiben.township.models import Account, Holding

_NAMED = re.compile(r"(.+?)[（(](.+)[）)]")
KEPT_SECONDS = 30.0


@dataclass(frozen=True)
class Member:
    username: str
    name: str
    posts: tuple[str, ...]

    @property
    def said(self) -> str:
        """冉启明（综治中心办事员）."""
        return f"{self.name}（{'、'.join(self.posts)}）" if self.posts else self.name


_held: ContextVar[dict[str, list[Member]] | None] = ContextVar("yiben_staff", default=None)


@contextmanager
def held() -> Iterator[None]:
    """Within the block the staff of a town is read once: a batch names people a thousand times."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def members(town: str) -> list[Member]:
    """Who holds a post in the town today, or in its county; in order of the posts."""
    known = _held.get()
    if known is None:
        return _members(town)
    if town not in known:
        known[town] = _members(town)
    return known[town]


def _members(town: str) -> list[Member]:
    held = Holding.objects.filter(
        Q(post__place__startswith=town) | Q(post__place=town[:6]),
        Q(until=None) | Q(until__gt=clock.today()),
        since__lte=clock.today(),
        account__is_active=True,
    ).exclude(post__kind__in=("system_admin", "security_admin", "audit_admin"))
    posts: dict[str, tuple[str, list[str]]] = {}
    rows = held.order_by("post__place", "post_id").values_list(
        "account__username", "account__name", "post__title"
    )
    for username, name, title in rows:
        posts.setdefault(username, (name, []))[1].append(title)
    return [Member(username, name, tuple(titles)) for username, (name, titles) in posts.items()]


def find(town: str, text: str) -> list[Member]:
    """Whom the text may mean: one, none, or several of the same name."""
    known = members(town)
    by_username = [m for m in known if m.username == text]
    if by_username:
        return by_username
    named = _NAMED.fullmatch(text.strip())
    if named:
        return [m for m in known if m.name == named[1].strip() and named[2].strip() in "、".join(m.posts)]
    return [m for m in known if m.name == text.strip()]


_names: dict[str, str] = {}
_read_at = -KEPT_SECONDS


def said(username: str) -> str:
    """The person's name; asked for every cell of a list, so the names are kept for half a minute."""
    global _read_at
    if username not in _names or monotonic() - _read_at > KEPT_SECONDS:
        _names.clear()
        _names.update(Account.objects.values_list("username", "name"))
        _read_at = monotonic()
    return _names.get(username, username)
