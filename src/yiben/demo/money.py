"""Money as a clerk types it: in the unit of the field."""

from decimal import Decimal


def wan(yuan: int) -> Decimal:
    """Yuan as 万元, exact."""
    return Decimal(yuan) / 10000
