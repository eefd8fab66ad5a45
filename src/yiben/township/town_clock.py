"""The clock of a town: the machine's, or in a demonstration the stated day that the town lives on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from yiben.kernel import clock, working_days
from yiben.township import places
from yiben.township.models import Office


@contextmanager
def living_in(town: str) -> Iterator[date | None]:
    """Run the block on the town's day, at this time of day, by its working days; None for a real town."""
    day = places.demo_day(town)
    with working_days.kept_by(town):
        if day is None:
            yield None
            return
        instant = datetime.combine(day, clock.now().astimezone(clock.SHANGHAI).time(), clock.SHANGHAI)
        with clock.stated(instant):
            yield day


def towns() -> list[str]:
    """Codes of the towns that were opened."""
    return list(Office.objects.order_by("town").values_list("town", flat=True).distinct())
