"""The robot's address: proposed by one, confirmed by another, and nowhere in the open."""

import pytest
from django.db import connection

from yiben.administration import changes
from yiben.administration.tests.conftest import TOWN, WHY, Staff, numbers, small_town, staff, words
from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry
from yiben.talk import robot
from yiben.talk.robot import Robot

__all__ = ["small_town", "staff"]
pytestmark = pytest.mark.django_db
KEY = "693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa"
ADDRESS = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"


def proposed(staff: Staff, address: str) -> int:
    return changes.propose("robot", TOWN, {"address": address}, staff.system, WHY).pk


def test_it_holds_once_confirmed_and_its_key_is_read_by_nobody(staff: Staff) -> None:
    change = proposed(staff, ADDRESS)
    assert not Robot.objects.exists()
    done = changes.confirm(change, staff.security)
    assert robot.address_of(TOWN, Robot.objects.get(town=TOWN).sealed) == ADDRESS
    assert "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?…5aaa" in words(done.said)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert KEY not in str(cursor.fetchall()), table
    assert Entry.objects.filter(kind="administration.confirmed").exists()


def test_it_is_taken_away_the_same_way(staff: Staff) -> None:
    changes.confirm(proposed(staff, ADDRESS), staff.security)
    changes.confirm(proposed(staff, ""), staff.security)
    assert not Robot.objects.exists()


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("", "N023"),
        ("ftp://a.cn/x", "N021"),
        ("qyapi.weixin.qq.com", "N021"),
        ("http://127.0.0.1:9/x", "N021"),
    ],
)
def test_what_makes_no_sense_is_refused(staff: Staff, address: str, number: str) -> None:
    with pytest.raises(Refused) as refused:
        proposed(staff, address)
    assert numbers(refused) == [number] and not Robot.objects.exists()
