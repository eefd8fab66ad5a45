"""The facts of the published accounts: what a broken file says, and how verdicts are given."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yiben.declare.load import catalog
from yiben.demo import published
from yiben.demo.published import Fact
from yiben.figures.results import Result
from yiben.kernel.periods import Period
from yiben.kernel.problems import Refused

GOOD = """
[[figure]]
source = "001"
start = 10
end = 12
value = 56
unit = "条"
bound = "exact"
from = 2023-01-01
to = 2023-06-30
place = "422802101"
what = "来信来访"
mechanism = "G2"
figure = "petitions.letters_visits_received"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "town").mkdir(exist_ok=True)
    (folder / "town" / "published.toml").write_text(text, encoding="utf-8")
    return folder


def fact(tmp_path: Path) -> Fact:
    return published.facts(write(tmp_path, GOOD))[0]


def result(value: Decimal | None, rows: int = 3) -> Result:
    figure = catalog().figures["petitions.letters_visits_received"]
    period = Period(date(2023, 1, 1), date(2023, 6, 30))
    return Result(figure, "422802101", period, None, "件", value, rows)


def test_the_real_facts_are_sound_and_name_at_least_eighty_figures() -> None:
    found = published.facts()
    assert len(found) == 244
    assert sum(bool(f.figure) for f in found) >= 80


def test_all_faults_of_a_file_are_told_together(tmp_path: Path) -> None:
    text = GOOD.replace('"exact"', '"genau"').replace('what = "来信来访"\n', "colour = 3\n")
    text = text.replace("petitions.letters_visits_received", "petitions.nothing")
    with pytest.raises(Refused) as refused:
        published.facts(write(tmp_path, text))
    assert sorted(p.number for p in refused.value.problems) == ["C002", "C003", "C005", "C014"]


def test_the_same_place_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="C006"):
        published.facts(write(tmp_path, GOOD + GOOD))


def test_broken_toml_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="C001"):
        published.facts(write(tmp_path, "[[figure]\n"))


def test_a_right_value_is_equal_and_another_differs(tmp_path: Path) -> None:
    one = fact(tmp_path)
    assert published.verdict(one, result(Decimal(56))).verdict == "equal"
    assert published.verdict(one, result(Decimal(57))).verdict == "differs"
    assert published.verdict(one, result(None)).verdict == "differs"


def test_a_share_is_compared_as_it_is_printed(tmp_path: Path) -> None:
    share = replace(fact(tmp_path), value=Decimal("0.67"))
    assert published.verdict(share, result(Decimal(50) / Decimal(75))).verdict == "equal"
    assert published.verdict(share, result(Decimal("0.68"))).verdict == "differs"


def test_what_no_figure_states_is_said_so(tmp_path: Path) -> None:
    found = published.verdict(replace(fact(tmp_path), figure=""), None)
    assert (found.verdict, found.computed, found.as_json()["figure"]) == ("not_stated", None, None)
