"""What was opened last: one's own, only what one may still open, and gone when cleared."""

import re
from datetime import date

import pytest

from yiben.pages.tests.conftest import browser
from yiben.personal.recent import KEPT, Recent, latest, opened
from yiben.search.tests.conftest import People, entered, own_catalog, small_town, staff
from yiben.township.models import Account

__all__ = ["own_catalog", "small_town", "staff"]
pytestmark = pytest.mark.django_db


def menu(by: Account) -> list[str]:
    text = browser(by).get("/search/suggest/").content.decode()
    return re.findall(r'role="option"[^>]* href="([^"]+)"', text)


def test_records_lists_and_figures_opened_come_newest_first_and_once(staff: People) -> None:
    record = f"/records/{entered(staff.clerk).record}/"
    client = browser(staff.clerk)
    for path in (record, "/registers/petitions/", "/figures/petitions.received/", "/registers/", record):
        client.get(path)
    assert menu(staff.clerk) == [record, "/figures/petitions.received/", "/registers/petitions/"]
    assert f'href="{record}"' in client.get("/").content.decode(), "and on the desk"


def test_it_is_only_mine(staff: People) -> None:
    browser(staff.clerk).get(f"/records/{entered(staff.clerk).record}/")
    assert menu(staff.leader) == [] == menu(staff.village_clerk)


def test_what_was_refused_or_not_found_is_not_kept(staff: People) -> None:
    other = entered(staff.clerk, village="见天村").record
    client = browser(staff.village_clerk)
    for path in (f"/records/{other}/", "/records/0000/", "/registers/clues/", "/registers/none/"):
        client.get(path)
    assert not Recent.objects.exists()


def test_it_goes_with_the_right_and_does_not_come_back_with_it(staff: People) -> None:
    browser(staff.village_clerk).get(f"/records/{entered(staff.clerk).record}/")
    held = staff.village_clerk.holdings.get()
    held.until = date(2023, 5, 8)
    held.save()
    staff.village_clerk.__dict__.pop("_grants", None)
    staff.hired("other", "另一", "village_clerk", "422802101202")
    held.post_id = staff.village_clerk.holdings.model.objects.get(account__username="other").post_id
    held.until = None
    held.save()
    assert menu(staff.village_clerk) == []
    assert not Recent.objects.filter(account=staff.village_clerk).exists()


def test_no_more_than_twenty_are_kept(staff: People) -> None:
    for n in range(KEPT + 5):
        opened(staff.clerk, Recent.RECORD, f"{n:032x}")
    assert [r.target for r in latest(staff.clerk)] == [f"{n:032x}" for n in range(KEPT + 4, 4, -1)]
    assert Recent.objects.count() == KEPT


def test_it_is_cleared_for_me_alone(staff: People) -> None:
    for person in (staff.clerk, staff.leader):
        opened(person, Recent.REGISTER, "petitions")
    assert browser(staff.clerk).get("/search/recent/clear/").status_code == 405
    assert browser(staff.clerk).post("/search/recent/clear/").status_code == 302
    assert menu(staff.clerk) == [] and menu(staff.leader) == ["/registers/petitions/"]


def test_no_time_of_day_is_kept() -> None:
    kept = {field.name for field in Recent._meta.fields}
    assert kept == {"id", "account", "kind", "target", "turn"}
