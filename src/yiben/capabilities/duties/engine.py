"""What the shape adds to each act on a record of it."""

from yiben.ledger.shapes import Doing, Effect


def effect(doing: Doing) -> Effect:
    return Effect()
