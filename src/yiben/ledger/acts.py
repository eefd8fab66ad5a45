"""What one can do to the ledger. Each act becomes one entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Enter:
    """Put a new record in."""

    register: str
    values: Mapping[str, Any]
    """Field id → what was typed or imported (text), or the value itself (date, Decimal, int, bool)."""
    town: str = ""
    """Needed where the register has no place field; else taken from the place."""
    client_id: str = ""
    """Made by the sender; sending the same one again changes nothing and answers as the first time."""
    why: str = ""
    record: str = ""
    """32 hex digits chosen by the sender, or empty."""
    state: str = ""
    """For imports of things under way; else the register's first state."""
    parts: Mapping[str, Any] = field(default_factory=dict)
    """What a capability's own service hands to its engine; no form and no request sends it."""


@dataclass(frozen=True)
class Correct:
    """Put other values in fields of a record; the old ones stay in the trail."""

    record: str
    changes: Mapping[str, Any]
    why: str
    version: int | None = None
    """The version that the corrector saw; a newer one refuses with `Conflict`."""
    client_id: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)
    """As in `Enter`."""


@dataclass(frozen=True)
class Advance:
    """Make one of the register's moves."""

    record: str
    move: str
    values: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    version: int | None = None
    client_id: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)
    """As in `Enter`."""


@dataclass(frozen=True)
class Void:
    """Take a record out of every figure and list; its trail stays."""

    record: str
    why: str
    version: int | None = None
    client_id: str = ""


Act = Enter | Correct | Advance | Void


@dataclass(frozen=True)
class Written:
    """What an act became."""

    seq: int
    record: str
    number: str
    repeated: bool = False
    """The client id was known already; nothing new was written."""
