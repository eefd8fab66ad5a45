"""The forms of moves that ask more than fields: to whom, how long, which offices, into which case."""

import pytest

from yiben.capabilities.cases import service as cases
from yiben.capabilities.cases.part import Part
from yiben.capabilities.cases.tests.conftest import People, accepted, entered
from yiben.ledger.models import Record
from yiben.pages.tests.conftest import browser
from yiben.township.models import Account


def send(account: Account, record: Record, move: str, status: int = 302, **typed: object) -> str:
    answer = browser(account).post(f"/records/{record.record}/move/{move}/", typed)
    text = answer.content.decode()
    assert answer.status_code == status, text[:3000]
    return text


def form(account: Account, record: Record, move: str, query: str = "") -> str:
    answer = browser(account).get(f"/records/{record.record}/move/{move}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def now(record: Record) -> Record:
    return Record.objects.get(record=record.record)


@pytest.mark.django_db
def test_office_and_person_are_one_choice(staff: People) -> None:
    found = accepted(staff.clerk)
    text = form(staff.clerk, found, "dispatch")
    assert '<optgroup label="民政办">' in text and "冉样板（民政办办事员）" in text
    assert 'name="to_office"' not in text, "the plain field of that name is not asked twice"
    send(staff.clerk, found, "dispatch", to="person:other")
    assert (now(found).owner, now(found).office) == ("other", "minzheng")
    send(staff.clerk, found, "dispatch", to="office:ziran")
    assert now(found).office == "ziran"


@pytest.mark.django_db
def test_a_village_gets_the_case_with_its_only_clerk(staff: People) -> None:
    found = accepted(staff.clerk)
    send(staff.clerk, found, "dispatch", to="village:友好村")
    assert now(found).owner == "village_clerk"


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["", "office:nowhere", "person:nobody", "card:zongzhi", "office:"])
def test_a_choice_that_nobody_offered_is_refused_in_words(to: str, staff: People) -> None:
    found = accepted(staff.clerk)
    text = send(staff.clerk, found, "dispatch", 400, to=to, why="请办")
    assert 'class="problems"' in text and "请办" in text, "what was typed stays"
    assert now(found).version == found.version


@pytest.mark.django_db
def test_asking_for_more_time_tells_the_law_and_the_new_day(staff: People) -> None:
    found = accepted(staff.clerk)
    text = form(staff.clerk, found, "ask_more")
    assert (
        "每次最多30日" in text and "还可以延长1次" in text and "2024-03-08" in text and "2024-04-07" in text
    )
    refused = send(staff.clerk, found, "ask_more", 400, extend_days="31", why="等雨停")
    assert "31" in refused and 'value="31"' in refused
    send(staff.clerk, found, "ask_more", extend_days="20", why="等雨停")
    asking = Part.of(now(found).data).asking
    assert asking is not None and asking.number == 20
    granting = form(staff.leader, found, "grant_more")
    assert "田示例于2024-01-08申请延长20日" in granting and 'value="20"' in granting
    send(staff.leader, found, "grant_more", extend_days="15")
    assert str(now(found).due_on) == "2024-03-23"


@pytest.mark.django_db
def test_several_offices_are_asked_at_once_and_answer_for_themselves(staff: People) -> None:
    found = accepted(staff.clerk)
    send(staff.clerk, found, "join", joint_offices=["minzheng", "ziran"], joint_due="2024-01-12")
    assert Part.of(now(found).data).waiting_offices == ["minzheng", "ziran"]
    again = form(staff.clerk, found, "join")
    assert again.count("disabled") == 1, "of the two only one has posts in this town"
    assert "民政办的答复" in form(staff.other, found, "join_answer")
    send(staff.other, found, "join_answer", joint_answer="已核实")
    assert Part.of(now(found).data).waiting_offices == ["ziran"]


@pytest.mark.django_db
def test_an_empty_answer_and_no_office_are_refused(staff: People) -> None:
    found = cases.join(accepted(staff.clerk), staff.clerk, ["minzheng"])
    assert "要写明答复内容" in send(staff.other, found, "join_answer", 400, joint_answer=" ")
    assert "要写明请哪些单位会办" in send(staff.clerk, found, "join", 400)


@pytest.mark.django_db
def test_merging_shows_both_before_it_is_done(staff: People) -> None:
    one, two = entered(staff.clerk, matter="路灯不亮"), entered(staff.clerk, matter="同一盏路灯")
    text = form(staff.clerk, two, "merge", f"?merge_into={one.number}")
    assert "路灯不亮" in text and "同一盏路灯" in text and f'value="{one.record}"' in text
    assert "没有找到" in form(staff.clerk, two, "merge", "?merge_into=信访2024-9999")
    send(staff.clerk, two, "merge", merge_into=one.record)
    assert now(two).data["merged_into"] == one.record
    assert "要写明并入哪一件" in send(staff.clerk, one, "merge", 400)


@pytest.mark.django_db
def test_a_case_of_another_village_is_not_shown_for_comparison(staff: People) -> None:
    mine = entered(staff.clerk)
    other = entered(staff.clerk, village="见天村", matter="见天村的事")
    text = form(staff.village_clerk, mine, "merge", f"?merge_into={other.number}")
    assert "见天村的事" not in text and "没有找到" in text


@pytest.mark.django_db
def test_the_same_form_sent_twice_moves_once(staff: People) -> None:
    found = accepted(staff.clerk)
    for _again in range(2):
        send(staff.clerk, found, "dispatch", to="office:ziran", client_id="a" * 32)
    assert len(Part.of(now(found).data).given) == 1


@pytest.mark.django_db
def test_who_may_not_move_it_gets_no_form(staff: People) -> None:
    found = accepted(staff.clerk)
    for move in ("dispatch", "join", "merge", "ask_more"):
        assert browser(staff.leader).get(f"/records/{found.record}/move/{move}/").status_code == 403
        assert browser(staff.stranger).get(f"/records/{found.record}/move/{move}/").status_code == 403
