"""What a kind of change is: how it is read and checked, what is said of it, how it is carried out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from yiben.administration.models import Change
from yiben.kernel.problems import Problem
from yiben.township.models import Account

Said = tuple[str, str, str]
"""What is changed, as it was, as it will be: in words."""


@dataclass
class Checked:
    """A proposal as it was read: ready to be kept, with everything that is wrong with it."""

    about: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    touches: frozenset[str] = frozenset()
    """Usernames of those to whom it gives or from whom it takes something."""
    said: list[Said] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the second person should look at before confirming."""
    due_on: date | None = None


@dataclass(frozen=True)
class Asked:
    """What a proposal is about, where, and whether it is proposed now or confirmed later.

    At the confirmation a day that has passed meanwhile means the day of the confirmation.
    """

    about: Mapping[str, Any]
    town: str
    first: bool = True

    def text(self, name: str) -> str:
        return str(self.about.get(name) or "").strip()


@dataclass(frozen=True)
class Kind:
    id: str
    title: str | Promise
    """Lazy: translated when shown."""
    check: Callable[[Asked], Checked]
    carry_out: Callable[[Change, Account], None]
    alone: bool = False
    """Whether the security administrator does it without a second person; it is kept all the same."""
