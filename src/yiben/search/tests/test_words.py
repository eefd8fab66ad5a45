"""Texts in pairs, names in pinyin, typed letters cut into syllables."""

import pytest

from yiben.search import readings, recipe, titles
from yiben.search.snippets import where
from yiben.search.words import asked_pairs, normal, pairs, without_identifiers


def test_punctuation_width_and_case_do_not_matter() -> None:
    assert normal("信访2023-0012，Ａ区") == "信访20230012a区"


def test_a_text_is_cut_into_neighbouring_pairs() -> None:
    assert list(pairs("雷家坪")) == ["雷家", "家坪", "坪"]
    assert asked_pairs("雷家坪") == ["雷家", "家坪"]


def test_numbers_of_people_are_taken_out_of_free_text() -> None:
    told = without_identifiers(
        "电话13800001111，证号990101198503070017，卡6222021234567890123，文号202304180017"
    )
    assert told == "电话 ,证号 ,卡 ,文号202304180017"


@pytest.mark.parametrize(
    ("name", "person", "letters"),
    [("雷家坪", False, "ljp"), ("曾都区", False, "zdq"), ("单田芳", True, "stf"), ("曾德发", True, "zdf"),
     ("单于明", True, "cym"), ("A区2号", False, "Aq2h"), ("吕某", True, "lm")],
)  # fmt: skip
def test_names_are_read_as_people_say_them(name: str, person: bool, letters: str) -> None:
    assert readings.initials(readings.syllables(name, person)) == letters


def test_letters_are_cut_into_syllables_the_last_of_which_may_be_begun() -> None:
    assert ("lei", "jia", "p") in readings.cut("leijiap")
    assert {("xian",), ("xi", "an")} <= set(readings.cut("xian"))
    assert readings.cut("ljp") == ()


def test_letters_of_many_readings_take_no_longer() -> None:
    assert readings.cut("xian" * 20 + "bb") == ()
    assert len(readings.cut("xian" * 20)) == 6


def test_titles_are_ranked() -> None:
    ranks = [
        titles.rank("信访热线", typed)
        for typed in ("信访热线", "信访", "热线", "xfrx", "xinfangre", "低保", "")
    ]
    assert ranks == [0, 1, 2, 3, 3, None, None]


def test_a_hit_is_shown_as_it_was_written() -> None:
    text = "三组道路，塌方"
    at = where(text, normal("路塌方"))
    assert at and text[at[0] : at[1]] == "路，塌方"


def test_who_changes_the_terms_raises_the_edition() -> None:
    """What lies in an index is taken out by its terms, so they must not change under one edition."""
    made = [
        "c0信访20230001",
        "h1曾示例",
        "b2道路塌方",
        "i1zsl",
        "p1zeng shi li",
        "m1120000",
        "w422802",
        "r_x",
    ]
    told = "，".join(recipe.terms(made))
    assert (recipe.EDITION, told) == (
        "1",
        "c0信访，c0访2，c020，c002，c023，c030，c000，c000，c001，c01，h1曾示，h1示例，h1例，b2道路，b2路塌，b2塌方，b2方，"
        "i1zs，i1sl，i1l，p1zeng，p1shi，p1li，p1_，m1120000，w422802，r_x",
    )
