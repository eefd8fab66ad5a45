"""The small town of the ledger's tests."""

from yiben.ledger.tests.conftest import TOWN, People, small_town, staff

__all__ = ["TOWN", "People", "small_town", "staff"]
