"""Administrators are told what waits for them, and of what goes wrong by itself."""

import pytest

from yiben.administration import changes
from yiben.administration.tests.conftest import TOWN, WHY, Staff, small_town, staff
from yiben.pages.tests.conftest import browser
from yiben.talk import notices
from yiben.talk.notices import Note, Notice
from yiben.talk.watching import catch_up
from yiben.township.models import Account

__all__ = ["small_town", "staff"]
pytestmark = pytest.mark.django_db


def kinds(account: Account) -> list[str]:
    return list(Notice.objects.filter(account=account, read=False).values_list("kind", flat=True))


def test_a_proposal_waits_with_the_security_administrator_until_it_is_decided(staff: Staff) -> None:
    change = changes.propose("account_off", TOWN, {"account": "second"}, staff.system, WHY)
    catch_up()
    assert kinds(staff.security) == ["proposal"] and kinds(staff.system) == kinds(staff.audit) == []
    page = browser(staff.security).get("/notices/").content.decode()
    assert f"钱管样提出了第{change.pk}号变更，等您确认" in page and "覃例文" not in page
    notice = Notice.objects.get()
    answer = browser(staff.security).post(f"/notices/{notice.pk}/", {"stay": "1"})
    assert answer.status_code == 302
    Notice.objects.update(read=False)
    changes.confirm(change.pk, staff.security)
    catch_up()
    assert kinds(staff.security) == [] and kinds(staff.system) == ["decided"]
    assert f"第{change.pk}号变更已确认" in browser(staff.system).get("/notices/").content.decode()


@pytest.mark.parametrize("kind", [k for k in notices.KINDS if k != notices.MENTION])
def test_every_kind_has_words_and_leads_somewhere(staff: Staff, kind: str) -> None:
    said = {"late": 1, "today": 2, "soon": 3, "job": "每夜备份", "fault": "磁盘满了", "verdict": "refused"}
    note = Note(kind, TOWN, "1", register="petitions", count=2, by=staff.system, said=said)
    notices.tell([staff.audit], note)
    page = browser(staff.audit).get("/notices/").content.decode()
    assert "您" in page or "有2" in page or "每夜备份" in page
    assert "%(" not in page
    answer = browser(staff.audit).post(f"/notices/{Notice.objects.get().pk}/")
    assert answer.status_code == 302 and answer["Location"].startswith("/")
