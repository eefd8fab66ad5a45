"""Pages in English: registers, units, places, periods and posts are said so; what is kept stays Chinese."""

import shutil
from pathlib import Path

import pytest
from django.test import Client

from yiben.declare import load
from yiben.kernel.locate import catalog_dir
from yiben.ledger.models import Entry, Record
from yiben.ledger.tests.conftest import petition
from yiben.pages.tests.conftest import YOUHAO, People, browser, entered
from yiben.township import people

pytestmark = pytest.mark.django_db
WORDS = {
    "common": {
        "来源": "Channel",
        "来信": "Letter",
        "收到日": "Received on",
        "综治中心办事员": "Clerk, Order Centre",
    },
    "petitions": {"收到件数": "Petitions received", "一件算一件": "Each counts once"},
    "units": {"件": "cases"},
}


LETTERS = """
[figures.letters]
title = "来信数"
unit = "件"
formula = 'count(source = "来信")'
definition = "时期内收到的来信。"
[[figures.letters.checks]]
why = "只数来信"
rows = [{ source = "来信" }, { source = "来访" }]
is = 1
"""


@pytest.fixture(autouse=True)
def english_words(small_town: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small catalog with some English of its own."""
    own = tmp_path / "catalog"
    shutil.copytree(catalog_dir(), own)
    (own / "english").mkdir()
    for name, words in WORDS.items():
        lines = [f'"{chinese}" = "{english}"' for chinese, english in words.items()]
        (own / "english" / f"{name}.toml").write_text("\n".join(["[words]", *lines]), encoding="utf-8")
    with (own / "order" / "petitions.toml").open("a", encoding="utf-8") as file:
        file.write(LETTERS)
    monkeypatch.setenv("YIBEN_CATALOG", str(own))
    load.forget()


def english(staff: People) -> Client:
    staff.clerk.language = "en"
    staff.clerk.save(update_fields=["language"])
    return browser(staff.clerk)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_figure_speaks_english_with_its_unit_place_and_period(staff: People) -> None:
    entered(staff.clerk, village="见天村")
    shown = page(english(staff), "/figures/petitions.received/?from=2023-01-01&to=2023-09-30")

    assert "Petitions received" in shown
    assert '<span class="unit">cases</span>' in shown
    assert "Jiantian Village" in shown
    assert "January–September 2023" in shown
    assert '<span class="unit">件' not in shown and "见天村" not in shown


def test_a_list_says_fields_options_places_and_the_post_in_english(staff: People) -> None:
    entered(staff.clerk, village="见天村")
    post = people.posts_of(staff.clerk)[0]
    shown = page(english(staff), "/registers/petitions/")

    assert "Jiantian Village" in shown
    assert "Letter" in shown and "来信</td>" not in shown
    assert post.title not in shown
    assert "Clerk, Order Centre" in shown


def test_what_an_english_clerk_enters_is_kept_in_chinese(staff: People) -> None:
    client = english(staff)
    form = page(client, "/registers/petitions/new/")
    assert '<option value="来信"' in form and ">Letter<" in form

    before = Entry.objects.count()
    client.post("/registers/petitions/new/", {**petition(village=YOUHAO), "client_id": "english-1"})

    assert Entry.objects.count() == before + 1
    kept = Record.objects.get()
    assert kept.data["source"] == "来信" and kept.data["village"] == YOUHAO
    assert not any(word in str(Entry.objects.latest("seq").__dict__) for word in ("Letter", "Youhao"))


def test_faults_are_told_in_english_beside_the_field(staff: People) -> None:
    answer = english(staff).post("/registers/petitions/new/", {**petition(), "received_on": "soon"})

    shown = answer.content.decode()
    assert "“Received on” must be a date; “soon” cannot be read" in shown


def test_worked_checks_name_options_in_english(staff: People) -> None:
    shown = page(english(staff), "/catalog/petitions/")

    assert "Channel Letter" in shown


def test_the_chinese_pages_stay_chinese(staff: People) -> None:
    entered(staff.clerk, village="见天村")
    shown = page(browser(staff.clerk), "/figures/petitions.received/?from=2023-01-01&to=2023-09-30")

    assert '<span class="unit">件</span>' in shown
    assert "见天村" in shown and "2023年1—9月" in shown
