"""The small town of the ledger's tests."""

from yiben.ledger.tests.conftest import People, small_town, staff

__all__ = ["People", "small_town", "staff"]
