"""Values of the town's own records, as they lie in JSON."""

from datetime import date
from typing import Any


def day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def whole(value: Any) -> int:
    """The number, 0 where there is none."""
    return int(value) if value is not None else 0
