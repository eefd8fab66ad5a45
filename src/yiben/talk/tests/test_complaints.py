"""The complaint box: put in, answered by who answers, counted for all, anonymous where it is wanted."""

from datetime import date

import pytest

from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.talk import complaint_counts, complaints
from yiben.talk.complaints import About, Complaint
from yiben.talk.notices import Notice
from yiben.talk.tests.conftest import TOWN, People, numbers, told
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db
PAGE = About("/registers/petitions/new/", "register:petitions")
ID = "990101198503070017"


def put(
    staff: People, said: str = "电话要填两次", kind: str = "twice", **more: bool
) -> tuple[Complaint, str]:
    return complaints.put_in(TOWN, kind, said, PAGE, staff.village_clerk, **more)


def test_it_is_told_to_who_answers_and_the_answer_to_its_author(staff: People) -> None:
    made, code = put(staff)
    assert code == "" and told(staff.answerer) == [("complaint", 1)] and told(staff.leader) == []
    complaints.answer(made.pk, complaints.ANSWERED, "下周改", "", staff.answerer)
    assert told(staff.answerer) == [] and told(staff.village_clerk) == [("answered", 1)]
    assert complaints.seen(made.pk, staff.village_clerk).state == complaints.ANSWERED


def test_everything_wrong_is_said_at_once_and_numbers_are_masked(staff: People) -> None:
    with pytest.raises(Refused) as refused:
        complaints.put_in(TOWN, "angry", " ", PAGE, staff.clerk)
    assert numbers(refused) == ["N010", "N011"]
    assert put(staff, f"{ID}填了三次")[0].said == "9901************17填了三次"


def test_only_its_author_and_who_answers_see_it(staff: People) -> None:
    made, _ = put(staff)
    for one in (staff.clerk, staff.leader, staff.system, staff.stranger):
        with pytest.raises(Refused) as refused:
            complaints.seen(made.pk, one)
        assert numbers(refused) == ["N012"]
    assert complaints.seen(made.pk, staff.answerer) == made


def test_of_an_anonymous_one_no_author_is_kept(staff: People) -> None:
    made, code = put(staff, anonymous=True)
    kept: dict[str, object] = dict(Complaint.objects.values().get(pk=made.pk).items())
    assert kept["by_id"] is None and code not in str(kept) and len(code) == complaints.RECEIPT
    assert not [n for n in kept if n == "at" or n.endswith("_at")], "no time of day either"
    assert not Notice.objects.filter(by=staff.village_clerk).exists()
    at = Notice.objects.get(account=staff.answerer).at.astimezone(clock.SHANGHAI)
    assert f"{at:%H:%M:%S}" == "00:00:00"
    assert not complaints.mine(staff.village_clerk, TOWN).exists()
    with pytest.raises(Refused):
        complaints.seen(made.pk, staff.village_clerk)
    complaints.answer(made.pk, complaints.ANSWERED, "知道了", "", staff.answerer)
    assert complaints.by_receipt(TOWN, f"查询码 {code[:5].lower()} {code[5:]}") == made
    for wrong in ("", "AAAAAAAAAA"):
        with pytest.raises(Refused) as refused:
            complaints.by_receipt(TOWN, wrong)
        assert numbers(refused) == ["N016"]


def test_only_who_answers_answers_and_changed_says_what(staff: People) -> None:
    made, _ = put(staff)
    for one in (staff.village_clerk, staff.leader, staff.system):
        with pytest.raises(Denied):
            complaints.answer(made.pk, complaints.ANSWERED, "好", "", one)
    with pytest.raises(Refused) as refused:
        complaints.answer(made.pk, complaints.CHANGED, "", " ", staff.answerer)
    assert numbers(refused) == ["N011", "N014"]
    with pytest.raises(Refused) as refused:
        complaints.answer(made.pk, "gone", "好", "", staff.answerer)
    assert numbers(refused) == ["N013"]
    complaints.answer(made.pk, complaints.CHANGED, "改好了", "电话只填一次", staff.answerer)
    with pytest.raises(Refused) as refused:
        complaints.answer(made.pk, complaints.ANSWERED, "再说", "", staff.answerer)
    assert numbers(refused) == ["N015"]
    with pytest.raises(Refused) as refused:
        complaints.answer(10**6, complaints.ANSWERED, "好", "", staff.answerer)
    assert numbers(refused) == ["N012"]


def test_counts_by_kind_and_page_and_working_days(staff: People) -> None:
    first, _ = put(staff)
    second, _ = put(staff, kind="burden", anonymous=True)
    complaints.put_in(TOWN, "other", "没有写哪一页", About(), staff.clerk)
    # 8 May 2023 is a Monday: four and six working days on.
    with clock.stated(date(2023, 5, 12)):
        complaints.answer(first.pk, complaints.CHANGED, "改好了", "电话只填一次", staff.answerer)
    with clock.stated(date(2023, 5, 16)):
        complaints.answer(second.pk, complaints.ANSWERED, "在商量", "", staff.answerer)
    with clock.stated(date(2023, 5, 30)):
        complaints.answer(first.pk, complaints.CHANGED, "又改了", "电话不用填了", staff.answerer)
    found = complaint_counts.counts(TOWN)
    whole = found.whole
    assert (whole.total, whole.open, whole.answered, whole.changed) == (3, 1, 1, 1)
    assert (found.soon, found.days) == (1, 5)
    assert [(line.id, line.total) for line in found.by_kind] == [
        ("burden", 1), ("twice", 1), ("wrong", 0), ("other", 1)
    ]  # fmt: skip
    assert [(line.id, line.total) for line in found.by_area] == [("register:petitions", 2), ("", 1)]
    assert [(d.said, d.kind, d.on) for d in found.done] == [("电话不用填了", "twice", date(2023, 5, 12))]
    assert complaint_counts.counts(TOWN, date(2023, 5, 9)).whole.total == 0
