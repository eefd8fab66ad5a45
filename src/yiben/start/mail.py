"""The mail server that a site may name in YIBEN_MAIL; without one no mail leaves."""

import os
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from yiben.kernel.problems import refuse


@dataclass(frozen=True)
class Server:
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    ssl: bool = False
    starttls: bool = False


def server() -> tuple[bool, Server]:
    """Whether mail is on, and the server. Refused N022 for an address that can't be read; it may hold a
    password, and so is not repeated."""
    told = os.environ.get("YIBEN_MAIL", "").strip()
    if not told:
        return False, Server()
    try:
        parts = urlsplit(told)
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise refuse("N022") from fault
    if parts.scheme not in ("smtp", "smtps") or not host:
        raise refuse("N022")
    secure = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    # Who gives a password gets it sent under TLS only.
    return True, Server(
        host,
        port or (465 if secure else 587 if user else 25),
        user,
        password,
        secure,
        bool(user) and not secure,
    )


def sender(known: Server) -> str:
    """The address that mail comes from: YIBEN_MAIL_FROM, else the account at the server."""
    named = os.environ.get("YIBEN_MAIL_FROM", "").strip()
    return named or (known.user if "@" in known.user else f"yiben@{known.host or 'localhost'}")
