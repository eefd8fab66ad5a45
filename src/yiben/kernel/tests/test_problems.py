"""Problems: their list, their words."""

import re
from string import Formatter

import pytest

from yiben.kernel.language import ENGLISH, speaking
from yiben.kernel.problem_list import PROBLEMS, PROBLEMS_IN_ENGLISH
from yiben.kernel.problems import Refused, problem, refuse


def test_a_problem_names_place_sentence_hint_and_number() -> None:
    found = problem("K017", where="D6", title="人数", value="1.5")
    assert str(found) == "D6：“人数”应当是整数，“1.5”不是 请核对。（K017）"


def test_all_problems_of_a_refusal_are_told() -> None:
    both = [problem("K009", title="身份证号"), problem("K028", title="身份证号")]
    assert str(Refused(both)).count("\n") == 1
    assert refuse("K023", value="x").problems[0].number == "K023"


def test_an_unlisted_number_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        problem("K999")


@pytest.mark.parametrize("number", PROBLEMS)
def test_every_listed_problem_can_be_said(number: str) -> None:
    sentence, hint = PROBLEMS[number]
    blanks = [name for _, name, _, _ in Formatter().parse(sentence + hint) if name]
    said = str(problem(number, **dict.fromkeys(blanks, "甲乙丙")))
    assert said.count("甲乙丙") == len(blanks)
    assert said.endswith(f"（{number}）")


def test_every_problem_has_an_english() -> None:
    assert list(PROBLEMS_IN_ENGLISH) == list(PROBLEMS)


@pytest.mark.parametrize("number", PROBLEMS)
def test_the_english_has_the_same_blanks_and_quotes_what_is_typed_in_chinese(number: str) -> None:
    for said, in_english in zip(PROBLEMS[number], PROBLEMS_IN_ENGLISH[number], strict=True):
        assert _blanks(in_english) == _blanks(said)
        # {{…}} and “…” hold what must be typed as it is.
        unquoted = re.sub(r"“[^”]*”|\{\{.*?\}\}", "", in_english)
        assert not re.search("[一-龥，。；：（）、]", unquoted)


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_an_english_problem_is_told_in_english() -> None:
    with speaking(ENGLISH):
        found = problem("K017", where="D6", title="Persons", value="1.5")
        assert str(found) == "D6: “Persons” must be a whole number; “1.5” is not. Please check. (K017)"
    assert str(problem("K019", title="是否")).startswith("“是否”应当填")
