"""The same hotline export pasted twice."""

import pytest

from yiben.capabilities.cases.tests.conftest import TOWN, People, case_town, order, staff
from yiben.declare.load import catalog
from yiben.tables import grid

__all__ = ["case_town", "staff"]
pytestmark = pytest.mark.django_db

EXPORT = """上级编号\t事由\t村（社区）\t收到日
20240001\t路灯不亮\t友好村\t2024-01-08
20240002\t水管破裂\t友好村\t2024-01-08
20240002\t水管破裂又报\t友好村\t2024-01-08
"""


def test_a_row_whose_order_is_in_the_ledger_is_told_with_its_number(staff: People) -> None:
    first = order(staff.clerk, upstream_no="20240001")
    made = grid.check(catalog().registers["orders"], EXPORT, staff.clerk, TOWN, paste="again")
    told = [[(p.number, p.where) for p in row.problems] for row in made.rows]
    assert told == [[("M080", "upstream_no")], [], [("M080", "upstream_no")]]
    assert first.number in made.rows[0].problems[0].sentence
    assert len(made.to_post()) == 1
