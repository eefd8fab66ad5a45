"""Comments: by readers for readers, changed with a trace, mentions told to whom they concern."""

from datetime import date

import pytest

from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry
from yiben.talk import comments, mentions, notices
from yiben.talk.comments import Comment, Wording
from yiben.talk.notices import Notice
from yiben.talk.tests.conftest import TOWN, People, entered, numbers, told
from yiben.township import people
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db
ID = "990101198503070017"


def test_a_reader_comments_and_the_ledger_does_not_move(staff: People) -> None:
    record = entered(staff.clerk).record
    before = Entry.objects.count()
    comments.say(record, "  明天去看现场。\r\n带上图纸  ", staff.leader)
    [one] = comments.of_record(record)
    assert (one.said, one.by) == ("明天去看现场。\n带上图纸", staff.leader)
    assert Entry.objects.count() == before


def test_who_may_not_read_the_record_says_nothing(staff: People) -> None:
    record = entered(staff.clerk).record
    for one in (staff.other_village, staff.stranger, staff.system):
        with pytest.raises(Denied):
            comments.say(record, "我也看看", one)
    assert not Comment.objects.exists()


def test_nothing_too_much_and_what_cannot_be_seen_are_refused(staff: People) -> None:
    record = entered(staff.clerk).record
    for said in ("", " \n ", "长" * 1001, "坏\x00字"):
        with pytest.raises(Refused) as refused:
            comments.say(record, said, staff.clerk)
        assert numbers(refused) == ["N001"], said


def test_a_number_is_warned_of_and_never_kept_whole(staff: People) -> None:
    record = entered(staff.clerk).record
    with pytest.raises(Refused) as refused:
        comments.say(record, f"他是{ID}", staff.clerk)
    assert numbers(refused) == ["N005"]
    assert "9901************17" in str(refused.value) and ID not in str(refused.value)
    assert comments.say(record, f"他是{ID}", staff.clerk, seen_masked=True).said == "他是9901************17"


def test_a_change_keeps_the_earlier_words(staff: People) -> None:
    one = comments.say(entered(staff.clerk).record, "下周去", staff.clerk)
    comments.change(one.pk, "下周三去", staff.clerk)
    comments.change(one.pk, "下周三去", staff.clerk)
    [kept] = comments.of_record(one.record)
    assert kept.said == "下周三去" and kept.changed_at is not None
    assert [w.said for w in kept.before.all()] == ["下周去"]


def test_only_ones_own_and_not_what_was_withdrawn(staff: People) -> None:
    one = comments.say(entered(staff.clerk).record, "下周去", staff.clerk)
    with pytest.raises(Refused) as refused:
        comments.change(one.pk, "不去", staff.leader)
    assert numbers(refused) == ["N006"]
    with pytest.raises(Refused) as refused:
        comments.withdraw(one.pk, staff.leader)
    assert numbers(refused) == ["N006"]
    comments.withdraw(one.pk, staff.clerk)
    with pytest.raises(Refused):
        comments.change(one.pk, "又去", staff.clerk)
    assert Comment.objects.get().withdrawn_at and not Wording.objects.exists()


def test_who_lost_the_right_changes_his_words_no_more(staff: People) -> None:
    one = comments.say(entered(staff.clerk).record, "下周去", staff.leader)
    staff.leader.holdings.all().delete()
    with pytest.raises(Denied):
        comments.change(one.pk, "不去", people.find("leader"))


def test_a_mention_is_told_once_and_never_to_oneself(staff: People) -> None:
    record = entered(staff.clerk).record
    one = comments.say(record, "@何示范 请带路，@谭样例也请知道，@田示例 记一笔", staff.clerk)
    comments.change(one.pk, "@何示范 请带路，@谭样例也请知道", staff.clerk)
    assert told(staff.village_clerk) == told(staff.leader) == [("mention", 1)]
    assert told(staff.clerk) == []
    kept = Notice.objects.get(account=staff.leader)
    assert (kept.record, kept.by, kept.said) == (record, staff.clerk, {})


def test_a_mention_taken_back_is_told_no_more(staff: People) -> None:
    one = comments.say(entered(staff.clerk).record, "@何示范 @谭样例 看看", staff.clerk)
    comments.change(one.pk, "@谭样例 看看", staff.clerk)
    assert (told(staff.village_clerk), told(staff.leader)) == ([], [("mention", 1)])
    comments.withdraw(one.pk, staff.clerk)
    assert told(staff.leader) == []


def test_who_may_not_read_cannot_be_mentioned_and_all_faults_come_together(staff: People) -> None:
    record = entered(staff.clerk).record
    people.appoint(
        people.account("second", "谭样例"), people.post("leader", TOWN), staff.leader.holdings.get().since
    )
    with pytest.raises(Refused) as refused:
        comments.say(record, f"@何样章 @没这人 @谭样例 {ID}", staff.clerk)
    assert numbers(refused) == ["N004", "N002", "N003", "N005"]
    assert not Comment.objects.exists() and not Notice.objects.exists()
    comments.say(record, "@second 看看，写信到 a@何样章.cn 不算", staff.clerk)
    assert told(people.find("second")) == [("mention", 1)] and told(staff.other_village) == []


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("@何示范请看", "village_clerk"),
        ("＠何示范", "village_clerk"),
        ("@village_clerk，请看", "village_clerk"),
        ("@Village_Clerk请看", "village_clerk"),
        ("请@镇长（演示）看", "mayor"),
        ("@镇长", "short"),
        ("@clerk2", "clerk2"),
    ],
)
def test_who_is_meant(staff: People, said: str, who: str) -> None:
    for username, name in (("mayor", "镇长（演示）"), ("short", "镇长"), ("clerk2", "二号")):
        people.appoint(people.account(username, name), people.post("leader", TOWN), date(2020, 1, 1))
    record = entered(staff.clerk)
    register = comments._about(record.record, staff.clerk).register
    found = mentions.meant(said, register, record.place)
    assert [a.username for a in found.people] == [who] and not found.problems


def test_offered_are_readers_whose_name_begins_so(staff: People) -> None:
    record = entered(staff.clerk)
    register = comments._about(record.record, staff.clerk).register
    offered = mentions.offered("何", register, record.place, staff.clerk)
    assert offered == [staff.village_clerk], "the other village's clerk cannot read it"
    assert mentions.offered("lead", register, record.place, staff.clerk) == [staff.leader]
    assert mentions.offered("田", register, record.place, staff.clerk) == []


def test_who_wants_no_mentions_is_told_none(staff: People) -> None:
    notices.choose(staff.leader, {notices.MENTION: (False, True)})
    comments.say(entered(staff.clerk).record, "@谭样例 看看", staff.clerk)
    assert told(staff.leader) == [] and notices.choices(staff.leader)[notices.MENTION] == (False, False)
