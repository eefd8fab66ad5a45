"""What a catalog must satisfy besides its shape; higher rooms add their own rules."""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from yiben.declare.model import Catalog
from yiben.kernel.problems import Problem

CatalogRule: TypeAlias = Callable[[Catalog], Iterable[Problem]]

_added: Final[list[CatalogRule]] = []


def add_rule(rule: CatalogRule) -> CatalogRule:
    """Have the rule asked at every later load; adding the same one twice asks it once.

    The rule sees only registers whose own files are without fault, so it may trust every name in them.
    """
    if rule not in _added:
        _added.append(rule)
    return rule


def added_problems(catalog: Catalog) -> list[Problem]:
    return [found for rule in tuple(_added) for found in rule(catalog)]
