"""What the shape adds to each act on a record of it: by what the register is in a comparison."""

from collections.abc import Callable, Mapping

from yiben.capabilities.inspections import drawing, publishing, replying, roles, scoring
from yiben.ledger.shapes import Doing, Effect

PARTS: Mapping[str, Callable[[Doing], Effect]] = {
    "items": scoring.effect, "ranks": publishing.effect, "draws": drawing.effect, "about": replying.effect,
}  # fmt: skip


def effect(doing: Doing) -> Effect:
    """A visit is scored, a month ranked, a week drawn, a reply tied to its visit."""
    said = roles.said(doing.register)
    return next((part(doing) for key, part in PARTS.items() if key in said), Effect())
