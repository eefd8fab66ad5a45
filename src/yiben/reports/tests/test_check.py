import pytest

from yiben.declare.model import Sentence
from yiben.reports.check import outline_problems
from yiben.reports.tests.town import catalog, outline


@pytest.mark.parametrize(
    ("text", "number", "named"),
    [
        ("收到{petitions.recieved}。", "C014", "petitions.recieved"),
        ("收到{petitions.received@first_haalf}。", "C005", "@first_haalf"),
        ("收到{petitions.received|maybe}。", "C005", "|maybe"),
        ("{twon}收到。", "C005", "twon"),
        ("收到{petitions.received。", "R003", "petitions.received"),
        ("收到{信访.收到}。", "R003", "{信访.收到}"),
    ],
)
def test_a_wrong_token_is_told_with_its_line(text: str, number: str, named: str) -> None:
    (found,) = outline_problems(catalog(outline(text)))
    assert (found.number, found.where) == (number, "review.toml:9")
    assert named in found.sentence


def test_a_condition_and_a_title_are_checked_too() -> None:
    sentence = Sentence("好。", only_if=("petitions.none",), where="review.toml:12")
    found = list(outline_problems(catalog(outline(sentence, title="{petitions.received}回顾"))))
    assert [(p.number, p.where) for p in found] == [("C014", "review.toml:1"), ("C014", "review.toml:12")]


def test_a_right_outline_has_no_problems() -> None:
    text = "{town}{period}收{petitions.received@to_august|about}。"
    sentence = Sentence(text, only_if=("petitions.closed@year",))
    assert not list(outline_problems(catalog(outline(sentence))))
