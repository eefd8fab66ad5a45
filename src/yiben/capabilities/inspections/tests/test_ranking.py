"""Villages of a month in order: shares of full marks, ties, lists, who was not visited, one line why."""

from datetime import date
from decimal import Decimal

from yiben.capabilities.inspections.deductions import Deduction
from yiben.capabilities.inspections.ranking import Ranking, rank
from yiben.capabilities.inspections.visited import Visit

NAMES = {code: f"{code}村" for code in ("甲", "乙", "丙", "丁", "戊")}


def seen(
    village: str, lost: str, day: int = 5, full: str = "100", sheet: str = "旧表", why: str = "桶满"
) -> Visit:
    marks = (Deduction("垃圾收集", Decimal(lost), why),) if lost != "0" else ()
    score = Decimal(full) - Decimal(lost)
    number = f"村检2023-{day:04d}"
    return Visit(
        village + str(day),
        number,
        village,
        date(2023, 9, day),
        "人居环境",
        score,
        Decimal(full),
        sheet,
        marks,
        1,
    )


def ranked(*visits: Visit, red: int = 1, black: int = 1, **more: object) -> Ranking:
    heirs, reasons = more.get("heirs", {}), more.get("reasons", {})
    assert isinstance(heirs, dict) and isinstance(reasons, dict)
    return rank(visits, NAMES, heirs, red, black, reasons)


def test_villages_of_one_share_have_one_rank_and_the_next_is_left_out() -> None:
    made = ranked(seen("甲", "2"), seen("乙", "2"), seen("丙", "9"))
    assert {r.name: r.rank for r in made.rows} == {"甲村": 1, "乙村": 1, "丙村": 3}


def test_sheets_of_different_marks_are_compared_by_their_share() -> None:
    """45 of 50 is 90 %, 88 of 100 is 88 %: the fewer points stand first."""
    made = ranked(seen("甲", "5", full="50", sheet="新表"), seen("乙", "12"), seen("丙", "30"))
    assert [(r.name, r.rate) for r in made.rows][:2] == [
        ("甲村", Decimal("90.00")),
        ("乙村", Decimal("88.00")),
    ]
    assert made.changed and made.sheets == ("新表", "旧表")


def test_a_village_visited_twice_has_the_mean_of_both() -> None:
    """98 % and 91 %: 94.5 %."""
    made = ranked(seen("甲", "2", 5), seen("甲", "9", 19), seen("乙", "0"), seen("丙", "1"))
    last = made.rows[-1]
    assert (last.name, last.rate, last.days) == (
        "甲村",
        Decimal("94.50"),
        (date(2023, 9, 5), date(2023, 9, 19)),
    )


def test_who_was_not_visited_is_named_and_has_no_rank() -> None:
    made = ranked(seen("甲", "2"), seen("乙", "3"), seen("丙", "9"))
    assert made.unvisited == ("丁村", "戊村") and len(made.rows) == 3


def test_fewer_than_three_villages_have_scores_and_no_ranks() -> None:
    made = ranked(seen("甲", "2"), seen("乙", "3"))
    assert not made.ranked and [r.rank for r in made.rows] == [None, None]
    assert made.on("red") == () and made.on("black") == ()


def test_all_of_a_tie_are_on_a_list() -> None:
    made = ranked(seen("甲", "1"), seen("乙", "1"), seen("丙", "5"), seen("丁", "9"), seen("戊", "9"))
    assert {r.name for r in made.on("red")} == {"甲村", "乙村"}
    assert {r.name for r in made.on("black")} == {"丁村", "戊村"}


def test_who_lost_nothing_is_on_no_black_list() -> None:
    made = ranked(seen("甲", "0"), seen("乙", "0"), seen("丙", "0"), red=0, black=3)
    assert made.on("black") == ()


def test_nobody_stands_on_both_lists() -> None:
    made = ranked(seen("甲", "1"), seen("乙", "2"), seen("丙", "3"), red=3, black=3)
    assert len(made.on("red")) == 3 and made.on("black") == ()


def test_visits_of_a_merged_village_count_for_its_heir() -> None:
    made = ranked(
        seen("老", "10", 3), seen("甲", "0", 20), seen("乙", "1"), seen("丙", "2"), heirs={"老": "甲"}
    )
    row = next(r for r in made.rows if r.name == "甲村")
    assert (row.rate, row.merged, len(row.days)) == (Decimal("95.00"), ("老",), 2)


def test_the_reason_is_what_cost_most_unless_another_is_written() -> None:
    made = ranked(
        seen("甲", "2"), seen("乙", "0"), seen("丙", "9", why="河边散落"), reasons={"甲": "院落杂物"}
    )
    assert {r.name: r.reason for r in made.rows} == {
        "甲村": "院落杂物", "乙村": "1次检查没有扣分", "丙村": "垃圾收集共扣9分（1处）：河边散落",
    }  # fmt: skip


def test_a_ranking_is_read_back_as_it_was_kept() -> None:
    made = ranked(seen("甲", "2"), seen("乙", "0"), seen("丙", "9"))
    assert Ranking.read(made.as_json()) == made


def test_a_month_without_visits_has_nobody() -> None:
    made = ranked()
    assert made.rows == () and len(made.unvisited) == 5 and not made.changed
