"""Which registers stand together in a comparison, as `[uses.inspections]` of each names the other.

`items` of the visits is the register of score items, `faults` where faults go; `ranks`, `draws` and `about`
name the register of visits that a month, a week or a reply belongs to.
"""

from yiben.declare.load import catalog
from yiben.declare.model import Register

SHAPE = "inspections"


def said(register: Register) -> dict[str, str]:
    """What the register says of itself: key → field or register."""
    return {key: str(value) for key, value in register.uses.get(SHAPE, {}).items()}


def visits() -> Register | None:
    """The register of visits; None where the catalog has none."""
    return next((r for r in catalog().registers.values() if "items" in said(r)), None)


def of_visits(key: str, visits_id: str) -> Register | None:
    """The register that `ranks`, `draws` or is `about` these visits."""
    return next((r for r in catalog().registers.values() if said(r).get(key) == visits_id), None)


def class_field(register: Register) -> str:
    """The choice field that says which sheet."""
    return said(register).get("class", "")


def kinds(register: Register) -> tuple[str, ...]:
    """The sheets that there are: 人居环境, 垃圾治理 …"""
    field = register.fields.get(class_field(register))
    return field.options if field else ()
