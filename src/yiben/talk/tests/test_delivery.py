"""Sending: counts and links only, in working hours, once; again after pauses, then given up and told."""

import smtplib
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.db import transaction
from pytest_django import Settings

from yiben.kernel import clock
from yiben.ledger.models import DataKey
from yiben.talk import comments, delivery, notices, outbox, robot, webhook
from yiben.talk.delivery import deliver_due
from yiben.talk.outbox import Delivery
from yiben.talk.robot import Robot
from yiben.talk.tests.conftest import TOWN, People, entered, told
from yiben.talk.webhook import NotSent

pytestmark = pytest.mark.django_db
ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa"
LATER = datetime(2023, 5, 8, 11, 0, tzinfo=clock.SHANGHAI)


@pytest.fixture
def by_mail(staff: People, settings: Settings) -> None:
    settings.MAIL_ON, settings.SITE = True, "https://yiben.example.cn"
    staff.leader.email = "leader@example.cn"
    staff.leader.save()
    notices.choose(staff.leader, {notices.MENTION: (True, True)})


@pytest.fixture
def by_robot(staff: People, settings: Settings) -> None:
    settings.SITE = "https://yiben.example.cn"
    Robot.objects.create(
        town=TOWN, shown=robot.shown(ADDRESS), sealed=robot.seal(ADDRESS, TOWN), since=clock.today()
    )


class Posts:
    """In place of the webhook: keeps what it gets, and fails as often as it is told."""

    def __init__(self, *faults: NotSent) -> None:
        self.faults, self.got = list(faults), list[tuple[str, str, str]]()

    def __call__(self, address: str, text: str, id: str) -> None:
        self.got.append((address, text, id))
        if self.faults:
            raise self.faults.pop(0)


def mentioned(staff: People, times: int = 1) -> None:
    record = entered(staff.clerk).record
    for n in range(times):
        comments.say(record, f"@谭样例 第{n}次请看三组的塌方", staff.clerk)


def sent_later(minutes: int = 0) -> None:
    with clock.stated(LATER + timedelta(minutes=minutes)):
        deliver_due()


def test_nothing_leaves_until_it_is_set(staff: People, settings: Settings) -> None:
    settings.MAIL_ON = False
    staff.leader.email = "leader@example.cn"
    staff.leader.save()
    notices.choose(staff.leader, {notices.MENTION: (True, True)})
    mentioned(staff)
    assert told(staff.leader) == [("mention", 1)] and not Delivery.objects.exists()


@pytest.mark.usefixtures("by_mail")
def test_a_mail_holds_a_count_and_the_address_only(staff: People) -> None:
    mentioned(staff, 3)
    sent_later()
    sent_later(60)
    [one] = mail.outbox
    assert one.to == ["leader@example.cn"] and one.subject == "一本账：3件待办"
    assert "您有3件事待办，请打开 https://yiben.example.cn/notices/" in one.body
    for secret in ("田示例", "塌方", "信访", "谭样例"):
        assert secret not in one.subject + str(one.body)
    assert one.extra_headers["Message-ID"] == f"<{Delivery.objects.get().pk}@yiben.example.cn>"


@pytest.mark.usefixtures("by_mail")
def test_it_waits_for_what_else_comes_and_is_dropped_when_all_was_read(staff: People) -> None:
    mentioned(staff)
    with clock.stated(datetime(2023, 5, 8, 9, 10, tzinfo=clock.SHANGHAI)):
        deliver_due()
    assert mail.outbox == []
    notices.read_all(staff.leader)
    sent_later()
    assert mail.outbox == [] and Delivery.objects.get().state == outbox.DROPPED


@pytest.mark.usefixtures("by_mail")
@pytest.mark.parametrize("moment", ["2023-05-08 20:30", "2023-05-09 06:00", "2023-05-13 10:00"])
def test_quiet_hours_and_rest_days_are_kept(staff: People, moment: str) -> None:
    mentioned(staff)
    with clock.stated(datetime.fromisoformat(moment).replace(tzinfo=clock.SHANGHAI)):
        deliver_due()
    assert mail.outbox == []
    with clock.stated(date(2023, 5, 15)):
        deliver_due()
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("by_mail")
def test_who_left_gets_no_mail_any_more(staff: People) -> None:
    mentioned(staff)
    staff.leader.holdings.update(until=clock.today())
    sent_later()
    assert mail.outbox == [] and Delivery.objects.get().state == outbox.DROPPED


@pytest.mark.usefixtures("by_mail")
def test_the_outbox_goes_with_what_causes_it(staff: People) -> None:
    class Off(Exception):
        pass

    with pytest.raises(Off), transaction.atomic():
        mentioned(staff)
        raise Off
    assert not Delivery.objects.exists() and told(staff.leader) == []


@pytest.mark.usefixtures("by_mail")
def test_a_mail_server_that_is_away_is_tried_again_under_the_same_id(
    staff: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentioned(staff)
    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMessage, "send", lambda *_: (_ for _ in ()).throw(smtplib.SMTPException()))
        sent_later()
    waiting = Delivery.objects.get()
    assert (waiting.state, waiting.tries) == (outbox.WAITING, 1) and "SMTPException" in waiting.fault
    sent_later(1)
    assert mail.outbox == [], "not before the pause is over"
    sent_later(3)
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{waiting.pk}@")


@pytest.mark.usefixtures("by_robot")
def test_the_robot_tells_the_towns_count(staff: People, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = Posts()
    monkeypatch.setattr(webhook, "post", posts)
    mentioned(staff, 2)
    sent_later()
    [(address, text, _id)] = posts.got
    assert address == ADDRESS
    assert "一本账：有2件事待办，请打开 https://yiben.example.cn/notices/" in text
    assert "谭样例" not in text and "塌方" not in text


@pytest.mark.usefixtures("by_robot")
def test_a_robot_that_hangs_is_tried_with_growing_pauses_then_given_up_and_told(
    staff: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = Posts(*(NotSent("5秒没有回音") for _ in range(99)))
    monkeypatch.setattr(webhook, "post", posts)
    mentioned(staff)
    tried = []
    moment = LATER
    while Delivery.objects.get().state == outbox.WAITING:
        moment = max(moment, Delivery.objects.get().due_at)
        with clock.stated(moment):
            before = len(posts.got)
            deliver_due()
        if len(posts.got) > before:
            tried.append(moment)
        else:
            moment += timedelta(hours=1)
    pauses = [b - a for a, b in pairwise(tried)]
    assert len(tried) == delivery.MOST_TRIES and pauses == sorted(pauses[:4]) + pauses[4:]
    assert pauses[:3] == [timedelta(minutes=2), timedelta(minutes=8), timedelta(minutes=32)]
    assert len({id for _address, _text, id in posts.got}) == 1
    assert told(staff.system) == [("fault", 1)]
    assert not Delivery.objects.filter(state=outbox.WAITING).exists(), "telling it wakes no robot"


@pytest.mark.usefixtures("by_robot")
def test_what_another_try_would_not_help_is_given_up_at_once(
    staff: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "post", Posts(NotSent("对方要求转到别的地址", final=True)))
    mentioned(staff)
    sent_later()
    assert Delivery.objects.get().state == outbox.FAILED and told(staff.system) == [("fault", 1)]


@pytest.mark.usefixtures("by_robot")
def test_two_workers_send_one_message_once(staff: People, monkeypatch: pytest.MonkeyPatch) -> None:
    mentioned(staff)
    posts = Posts()

    def meanwhile(address: str, text: str, id: str) -> None:
        posts(address, text, id)
        # The other worker looks while this one is still sending.
        deliver_due()

    monkeypatch.setattr(webhook, "post", meanwhile)
    sent_later()
    assert len(posts.got) == 1 and Delivery.objects.get().state == outbox.SENT


@pytest.mark.usefixtures("by_robot")
def test_one_whose_worker_died_is_taken_up_again(staff: People, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = Posts()
    monkeypatch.setattr(webhook, "post", posts)
    mentioned(staff)
    with clock.stated(LATER):
        assert delivery._take(Delivery.objects.get().pk) is not None
    sent_later(1)
    assert posts.got == []
    sent_later(3)
    assert len(posts.got) == 1


@pytest.mark.usefixtures("by_robot")
def test_what_comes_while_it_is_on_its_way_gets_a_message_of_its_own(
    staff: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(address: str, text: str, id: str) -> None:
        mentioned(staff)

    mentioned(staff)
    monkeypatch.setattr(webhook, "post", meanwhile)
    sent_later()
    assert sorted(Delivery.objects.values_list("state", flat=True)) == [outbox.SENT, outbox.WAITING]


@pytest.mark.usefixtures("by_robot")
def test_the_address_lies_nowhere_in_the_open(staff: People) -> None:
    kept = str(Robot.objects.values().get())
    assert "693a91f6" not in kept and robot.address_of(TOWN, Robot.objects.get().sealed) == ADDRESS
    DataKey.objects.filter(base=f"robot:{TOWN}").delete()
    mentioned(staff)
    sent_later()
    assert "读不出" in Delivery.objects.get().fault
