"""A list of people pasted: every fault at its row and column, or all of them at once in their posts."""

import time

import pytest
from pytest_django import Settings

from yiben.administration import batch, changes, passwords
from yiben.administration.models import Change, Issued
from yiben.administration.tests.conftest import TOWN, WHY, Staff, numbers, words
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry
from yiben.township import people, places
from yiben.township.models import Account, Holding
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db

LIST = """账号\t姓名\t岗位\t村（社区）
zhangshi\t张示样\t民政办办事员\t
lishi\t李示样\t文书\t雷家坪村
"""


def propose(staff: Staff, text: str) -> Change:
    return changes.propose("people", TOWN, batch.as_about(batch.read_rows(text)), staff.system, WHY)


def places_of(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(p.where, p.number) for p in refused.value.problems]


def test_a_pasted_list_becomes_accounts_in_their_posts_once_confirmed(staff: Staff) -> None:
    change = propose(staff, LIST)
    assert not Account.objects.filter(username="lishi").exists()
    assert "新建账号：李示样（lishi）" in words(change.said) and "雷家坪村文书" in words(change.said)
    changes.confirm(change.pk, staff.security)
    made = people.find("lishi")
    assert [p.title for p in people.posts_of(made)] == ["雷家坪村文书"]
    assert made.must_change_password and not made.has_usable_password()


@pytest.mark.parametrize(
    "text",
    [
        "lishi\t李示样\t文书\t雷家坪村",
        "lishi,李示样,文书,雷家坪村",
        "lishi，李示样，clerk_village，422802101209",
        "  lishi 李示样　文书 雷家坪村  ",
        "姓名,账号,地方,岗位\n李示样,lishi,雷家坪,文书\n",
        "LiShi\t李示样\t文书\t雷家坪村民委员会\r\n\r\n",
    ],
)
def test_rows_are_read_as_people_paste_them(staff: Staff, text: str) -> None:
    rows = propose(staff, text).about["rows"]
    found = [(r["username"], r["name"], r["post"], r["place"]) for r in rows]
    assert found == [("lishi", "李示样", "clerk_village", "422802101209")]


def test_every_fault_is_named_by_row_and_column_and_nothing_is_written(staff: Staff) -> None:
    text = (
        "账号\t姓名\t岗位\t地方\n"
        "clerk\t王样一\t镇长\t\n"  # 2: taken
        "wang\t王\t镇长\t\n"  # 3: too short a name
        "wang\t王样二\t省长\t\n"  # 4: double, no such post
        "\t王样三\t文书\t雷家坡村\n"  # 5: no username, no such village
        "zhao4\t赵样四\t文书\t\n"  # 6: a village's post without a village
        "zhao5\t赵样四\t财政所办事员\t\n"
        "zhao6\t赵样四\t财政所办事员\t\n"  # 8: the same person as row 7
        "zhao7\t赵样七\t镇长\t友好村\n"  # 9: a town's post in a village
    )
    before = (Account.objects.count(), Holding.objects.count())
    with pytest.raises(Refused) as refused:
        propose(staff, text)
    assert places_of(refused) == [
        ("2:username", "A025"), ("3:name", "A028"), ("4:username", "A026"), ("4:post", "A014"),
        ("5:username", "A027"), ("5:place", "A015"), ("6:place", "A051"), ("8:name", "A029"),
        ("9:place", "A023"),
    ]  # fmt: skip
    assert "例如 wangyangsan" in refused.value.problems[4].hint
    assert (Account.objects.count(), Holding.objects.count()) == before
    assert not Change.objects.exists() and not Entry.objects.exists()


def two_thousand(faults: bool) -> str:
    villages = [p.short for p in places.villages(TOWN, clock.today())]
    lines = []
    for n in range(2000):
        post, name = (
            ("文书", f"样{'甲乙丙丁'[n % 4]}{n}") if n % 10 else ("看门人" if faults else "文书", f"错{n}")
        )
        lines.append(f"user{n % 1900 if faults else n}\t{name}\t{post}\t{villages[n % len(villages)]}")
    return "\n".join(lines)


def test_two_thousand_with_doubles_and_wrong_posts_come_back_at_once(staff: Staff) -> None:
    start = time.process_time()
    with pytest.raises(Refused) as refused:
        propose(staff, two_thousand(faults=True))
    assert time.process_time() - start < 2
    found = places_of(refused)
    assert sum(n == "A014" for _, n in found) == 200 and sum(n == "A026" for _, n in found) == 100
    assert ("1901:username", "A026") in found and ("1991:post", "A014") in found
    assert not Account.objects.filter(username__startswith="user").exists()


def test_two_thousand_good_ones_are_made_and_given_passwords(staff: Staff) -> None:
    change = propose(staff, two_thousand(faults=False))
    start = time.process_time()
    changes.confirm(change.pk, staff.security)
    slips = passwords.hand_out(change, staff.system)
    assert time.process_time() - start < 10
    assert len(slips) == Issued.objects.count() == 2000
    assert len({s.password for s in slips}) == 2000
    assert Account.objects.filter(username__startswith="user").count() == 2000
    assert slips[7].account.username == "user7" and slips[7].posts.endswith("文书")


@pytest.mark.parametrize(("text", "number"), [("\n \n", "A030"), ("a\tb\tc\td\n" * 5001, "A031")])
def test_an_empty_list_and_an_endless_one_are_refused(staff: Staff, text: str, number: str) -> None:
    with pytest.raises(Refused) as refused:
        propose(staff, text)
    assert numbers(refused) == [number]


def test_a_name_taken_meanwhile_stops_the_whole_list(staff: Staff) -> None:
    change = propose(staff, LIST)
    people.account("lishi", "抢先样")
    with pytest.raises(Refused) as refused:
        changes.confirm(change.pk, staff.security)
    assert places_of(refused) == [("3:username", "A025")]
    assert not Account.objects.filter(username="zhangshi").exists()


def test_a_one_time_password_opens_once_and_is_shown_once(staff: Staff) -> None:
    change = propose(staff, LIST)
    with pytest.raises(Refused, match="A042"):
        passwords.hand_out(change, staff.system)
    changes.confirm(change.pk, staff.security)
    for other in (staff.security, staff.audit, staff.clerk):
        with pytest.raises(Refused, match="A042"):
            passwords.hand_out(change, other)
    slips = passwords.hand_out(change, staff.system)
    assert [s.account.username for s in slips] == ["zhangshi", "lishi"]
    assert people.find("lishi").check_password(slips[1].password)
    with pytest.raises(Refused, match="A042"):
        passwords.hand_out(change, staff.system)
    kept = "".join(Entry.objects.values_list("body", flat=True)) + str(Change.objects.get().about)
    assert not any(s.password in kept for s in slips)


def test_nobody_hands_out_the_password_of_another_part(staff: Staff) -> None:
    change = propose(staff, "sec2\t新安样\t安全管理员\t\nsys2\t新系样\t系统管理员\t\n")
    changes.confirm(change.pk, staff.security)
    assert [s.account.username for s in passwords.hand_out(change, staff.system)] == ["sys2"]
    assert [s.account.username for s in passwords.hand_out(change, staff.security)] == ["sec2"]


def test_a_one_time_password_lapses_after_a_week(staff: Staff) -> None:
    change = changes.confirm(propose(staff, LIST).pk, staff.security)
    slips = passwords.hand_out(change, staff.system)
    first, second = (s.account for s in slips)
    second.must_change_password = False
    second.save()
    day = clock.today()
    with clock.stated(day.replace(day=14)):
        assert passwords.lapse_unused() == 0
    with clock.stated(day.replace(day=16)):
        assert passwords.lapse_unused() == 1 and passwords.lapse_unused() == 0
    assert not Account.objects.get(pk=first.pk).has_usable_password()
    assert Account.objects.get(pk=second.pk).has_usable_password()


def test_only_a_system_administrator_pastes_people(staff: Staff) -> None:
    with pytest.raises(Denied):
        changes.propose("people", TOWN, {"rows": []}, staff.security, WHY)


def test_a_one_time_password_is_kept_only_as_a_hash_that_the_first_log_in_strengthens(
    staff: Staff, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    change = changes.confirm(propose(staff, "lishi\t李示样\t文书\t雷家坪村").pk, staff.security)
    (slip,) = passwords.hand_out(change, staff.system)
    kept = Account.objects.get(username="lishi")
    assert kept.password.startswith("pbkdf2_sha256$2000$") and slip.password not in kept.password
    assert kept.check_password(slip.password)
    assert not Account.objects.get(username="lishi").password.startswith("pbkdf2_sha256$2000$")
