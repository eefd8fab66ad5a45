"""A town's robot in a working group (WeCom, DingTalk): an address with a key in it, kept sealed."""

import base64
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.db import models

from yiben.kernel.problems import Problem, problem
from yiben.ledger import keys
from yiben.ledger.ciphers import Unreadable
from yiben.ledger.models import DataKey
from yiben.talk.webhook import is_own

LONGEST = 500
Token = Mapping[str, str]


class Robot(models.Model):
    """Set by a change that the system administrator proposed and the security administrator confirmed."""

    town = models.CharField(max_length=9, primary_key=True)
    shown = models.CharField(max_length=200)
    """The address without its key, for people."""
    sealed = models.JSONField()
    since = models.DateField()

    class Meta:
        app_label = "talk"

    def __str__(self) -> str:
        return self.shown


def address_problems(address: str, where: str = "") -> list[Problem]:
    """N021 for what is no http or https address of another machine."""
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    else:
        fits = fits and not parts.username and not parts.fragment and len(address) <= LONGEST
        fits = fits and address.isascii() and address.isprintable() and " " not in address
        fits = fits and not _here(parts.hostname or "")
    return [] if fits else [problem("N021", where)]


def _here(host: str) -> bool:
    """This machine by name or number; a name that only leads here is found out before sending."""
    try:
        return host == "localhost" or is_own(host)
    except ValueError:
        return False


def shown(address: str) -> str:
    """https://qyapi.weixin.qq.com/cgi-bin/webhook/send?…3f2a: enough to compare, of no use to send."""
    parts = urlsplit(address)
    # Of some makers the key stands in the path.
    path = parts.path if len(parts.path) <= 40 or parts.query else f"{parts.path[:20]}…"
    return f"{parts.scheme}://{parts.netloc}{path}{'?' if parts.query else ''}…{address[-4:]}"


def seal(address: str, town: str) -> dict[str, str]:
    """The address under a data key of its own, which a new master key wraps anew like the others."""
    ring, base = keys.ring(), f"robot:{town}"
    opened, made = keys.for_subjects(ring, {base})
    DataKey.objects.bulk_create(made)
    key = opened[base]
    sealed = key.algorithm.seal(key.key, address.encode(), base.encode())
    return {"k": key.subject, "c": base64.b64encode(sealed).decode()}


def address_of(town: str, token: Token) -> str:
    """The plain address; Unreadable where the key is not this ledger's or the text was changed."""
    kept = DataKey.objects.filter(subject=token["k"]).first()
    opened = keys.unwrap(keys.ring(), kept) if kept else None
    if opened is None:
        raise Unreadable
    return opened.algorithm.open(opened.key, base64.b64decode(token["c"]), f"robot:{town}".encode()).decode()
