"""The small town of the ledger's tests; looks at stated minutes of its days."""

from datetime import date, datetime, timedelta

from yiben.audit.models import Line
from yiben.kernel import clock
from yiben.kernel.clock import SHANGHAI
from yiben.ledger.tests.conftest import DAY, TOWN, YOUHAO, People, petition, small_town, staff
from yiben.township import looks
from yiben.township.models import Account

__all__ = ["DAY", "TOWN", "YOUHAO", "Line", "People", "look", "petition", "small_town", "staff"]


def look(
    by: Account | None,
    action: str = "reveal",
    what: str = "记录",
    *,
    day: date = DAY,
    hour: int = 9,
    second: int = 0,
    reason: str = "",
) -> None:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI) + timedelta(seconds=second)
    with clock.stated(at):
        looks.log(by, action, what, reason)
