"""The town of the engine's tests, with a register of cases in which every kind of move is declared."""

from yiben.capabilities.cases.tests.conftest import case_town as small_town
from yiben.capabilities.cases.tests.conftest import staff

__all__ = ["small_town", "staff"]
