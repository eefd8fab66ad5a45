"""Units of measure: the one that values are kept in, and those they are typed and shown in."""

import tomllib
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from pathlib import Path

from yiben.kernel.locate import catalog_dir
from yiben.kernel.problems import refuse

_EXACT = Context(prec=60)
_UNREADABLE = (OSError, ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RecursionError)


@dataclass(frozen=True)
class Unit:
    name: str
    base: str
    """The unit kept: 元 for 万元, 比例 for %."""
    factor: Decimal
    """How many of the base one of this unit is."""


def unit(name: str) -> Unit:
    """The listed unit; Refused K026 where catalog/township/units.toml doesn't list it."""
    found = _units(catalog_dir()).get(name)
    if found is None:
        raise refuse("K026", unit=name[:20])
    return found


def is_share(name: str) -> bool:
    """Whether the unit is one of shares (%), which are never added up."""
    return bool(name) and unit(name).base == "比例"


def unit_names() -> tuple[str, ...]:
    return tuple(_units(catalog_dir()))


def to_base(value: Decimal | int, name: str) -> Decimal:
    """1.2 万元 → 12000 (元); without a unit the value itself."""
    return _EXACT.multiply(Decimal(value), unit(name).factor) if name else Decimal(value)


def from_base(value: Decimal | int, name: str) -> Decimal:
    """12000 (元) → 1.2 万元."""
    return _EXACT.divide(Decimal(value), unit(name).factor) if name else Decimal(value)


@lru_cache(maxsize=4)
def _units(catalog: Path) -> dict[str, Unit]:
    return read_units(catalog / "township" / "units.toml")


def read_units(path: Path) -> dict[str, Unit]:
    """The units of a file by name; what the file must look like is checked by `yiben.declare`."""
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)["units"]
        return {
            name: Unit(name, values.get("base", name), Decimal(values.get("factor", 1)))
            for name, values in listed.items()
        }
    except _UNREADABLE as fault:
        raise refuse("C017", where="catalog/township/units.toml:1", why=type(fault).__name__) from fault
