"""Problems: their list, their words."""

from string import Formatter

import pytest

from yiben.kernel.problem_list import PROBLEMS
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
