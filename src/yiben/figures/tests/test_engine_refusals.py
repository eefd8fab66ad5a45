from datetime import date

import pytest

from yiben.figures import engine
from yiben.kernel.periods import Period
from yiben.kernel.problems import Refused

TOWN = "422802101"
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("figure", "place", "period", "by", "number"),
    [
        ("petitions.nothing", TOWN, YEAR, None, "F006"),
        ("petitions.received", TOWN, YEAR, "person", "F012"),
        ("petitions.received", "42280210", YEAR, None, "K023"),
        ("petitions.received", TOWN, Period(date(1900, 1, 1), date(2999, 12, 31)), "month", "F016"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    figure: str, place: str, period: Period, by: str | None, number: str
) -> None:
    with pytest.raises(Refused, match=number):
        engine.evaluate([figure], place, period, None, by)
