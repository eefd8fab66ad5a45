"""Codes of places."""

import pytest

from yiben.kernel.places import PlaceCode
from yiben.kernel.problems import Refused


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("42", "province", ""),
        ("4228", "city", "42"),
        ("422802", "county", "4228"),
        ("422802101", "town", "422802"),
        ("422802101213", "village", "422802101"),
        ("422802101213004", "grid", "422802101213"),
    ],
)
def test_the_level_is_read_from_the_digits(code: str, level: str, parent: str) -> None:
    assert (PlaceCode(code).level, PlaceCode(code).parent) == (level, parent)


def test_a_grid_tells_village_town_and_county() -> None:
    grid = PlaceCode("422802101213004")
    assert (grid.county, grid.town, grid.village) == ("422802", "422802101", "422802101213")


def test_a_county_has_no_town() -> None:
    assert (PlaceCode("422802").county, PlaceCode("422802").town) == ("422802", "")


def test_a_place_holds_itself_and_what_lies_in_it() -> None:
    town = PlaceCode("422802101")
    assert town.holds("422802101213")
    assert town.holds("422802101")
    assert not town.holds("422802102213")
    assert not town.holds("422802")


@pytest.mark.parametrize("text", ["", "4", "42280210", "42280210121x", "４２２８０２", "友好村", "1" * 16])
def test_other_texts_are_no_codes(text: str) -> None:
    with pytest.raises(Refused) as refused:
        PlaceCode(text)
    assert refused.value.problems[0].number == "K023"
