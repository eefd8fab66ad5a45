"""The clock of a town: the machine's, or in a demonstration the stated day that the town lives on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from yiben.kernel import clock
from yiben.township import places
from yiben.township.models import Office


@contextmanager
def living_in(town: str) -> Iterator[date | None]:
    """Run the block on the town's day, at this time of day; gives that day, None for a real town."""
    day = places.demo_day(town)
    if day is None:
        yield None
        return
    with clock.stated(datetime.combine(day, clock.now().astimezone(clock.SHANGHAI).time(), clock.SHANGHAI)):
        yield day


def towns() -> list[str]:
    """Codes of the towns that were opened."""
    return list(Office.objects.order_by("town").values_list("town", flat=True).distinct())
