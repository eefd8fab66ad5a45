from dataclasses import replace
from datetime import date

import pytest

from yiben.declare import load
from yiben.kernel.periods import Period
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.reports import draft as drafting
from yiben.reports.tests.town import outline
from yiben.township.rights import Denied
from yiben.township.tests.conftest import TOWN, YOUHAO, People, small_town, staff

__all__ = ["small_town", "staff"]
pytestmark = pytest.mark.django_db
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture(autouse=True)
def review(monkeypatch: pytest.MonkeyPatch, small_town: None) -> None:
    made = outline("{period}收到信访{petitions.received}，上半年{petitions.received@first_half}。")
    known = replace(load.catalog(), outlines={"review": made})
    monkeypatch.setattr(drafting, "catalog", lambda: known)


def receive(staff: People, day: str) -> None:
    values = {"matter": "三组道路塌方", "source": "来访", "village": YOUHAO, "received_on": day}
    service.enter("petitions", values, by=staff.clerk)


def test_a_draft_is_computed_from_the_ledger(staff: People) -> None:
    for day in ("2023-01-05", "2023-04-03", "2022-12-31"):
        receive(staff, day)
    draft = drafting.draft("review", TOWN, YEAR, account=staff.clerk)
    assert draft.title == "柏杨坝镇2023年工作回顾"
    assert next(draft.paragraphs()).text == "2023年收到信访2件，上半年2件。"
    assert [line.rows for line in draft.figures] == [2, 2]
    assert draft.scope.startswith("全镇") and draft.dateline == "（2023年5月8日）"


def test_a_draft_as_of_an_earlier_day_knows_no_later_entry(staff: People) -> None:
    receive(staff, "2023-01-05")
    draft = drafting.draft("review", TOWN, YEAR, date(2023, 5, 7), staff.clerk)
    assert draft.sections == () and draft.dateline == "（2023年5月7日）"


def test_a_leader_reads_counts_and_a_stranger_nothing(staff: People) -> None:
    receive(staff, "2023-01-05")
    assert drafting.draft("review", TOWN, YEAR, account=staff.leader).figures
    with pytest.raises(Denied):
        drafting.draft("review", TOWN, YEAR, account=staff.stranger)


def test_an_unknown_outline_is_refused_with_the_list(staff: People) -> None:
    with pytest.raises(Refused, match="R001") as refused:
        drafting.draft("revue", TOWN, YEAR)
    assert "review" in refused.value.problems[0].hint
