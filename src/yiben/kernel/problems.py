"""What a user did wrong, said so that he can mend it.

A problem has a number, a sentence, a hint and a place. All problems of one input are collected and
shown together; `Refused` carries them up. Their texts stand in `problem_texts/`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from yiben.kernel.language import ENGLISH, spoken
from yiben.kernel.problem_list import PROBLEMS, PROBLEMS_IN_ENGLISH


@dataclass(frozen=True)
class Problem:
    number: str
    sentence: str
    hint: str = ""
    where: str = ""
    """The place: `catalog/order/petitions.toml:12`, `D6`, or the id of a form field."""

    def __str__(self) -> str:
        if spoken() == ENGLISH:
            return self._in_english()
        place = f"{self.where}：" if self.where else ""
        return f"{place}{self.sentence}{self.hint and ' ' + self.hint}（{self.number}）"

    def _in_english(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.sentence}.{self.hint and ' ' + self.hint} ({self.number})"


class Refused(Exception):
    """The input was refused as a whole, for these reasons; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def problem(number: str, where: str = "", **values: object) -> Problem:
    """The listed problem in the language spoken, its blanks filled; an unlisted number is our own fault."""
    sentence, hint = PROBLEMS[number]
    if spoken() == ENGLISH:
        sentence, hint = PROBLEMS_IN_ENGLISH.get(number, (sentence, hint))
    return Problem(number, sentence.format(**values), hint.format(**values), where)


def refuse(number: str, where: str = "", **values: object) -> Refused:
    return Refused([problem(number, where, **values)])
