"""Time limits and lines of the registers that a town keeps, and which it compared with its documents."""

from yiben.administration import rules
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.township import uses

Shelves = list[tuple[Register, list[rules.Checked]]]


def shelves(town: str) -> Shelves:
    """By register, what differs by place: time limits and what fields rest on. Checks of dates against one
    another (受理日不早于收到日) hold everywhere and are left out."""
    gone = uses.ended(town)
    kept = [r for r in catalog().registers.values() if r.id not in gone]
    found = [
        (register, [c for c in checked if c.line.kind != rules.RULE])
        for register, checked in rules.by_register(town, kept)
    ]
    return [(register, checked) for register, checked in found if checked]


def counted(found: Shelves) -> tuple[int, int]:
    """How many there are, and how many are compared as they stand now."""
    total = sum(len(checked) for _, checked in found)
    return total, total - sum(left(checked) for _, checked in found)


def left(checked: list[rules.Checked]) -> int:
    """How many of a register's are not compared, or were before the catalog changed."""
    return sum(c.check is None or c.stale for c in checked)
