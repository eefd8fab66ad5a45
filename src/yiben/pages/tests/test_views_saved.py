"""Views of a list: kept, opened, shared with the office, changed by their owner alone."""

import pytest

from yiben.ledger.tests.conftest import ID_NO
from yiben.pages.tests.conftest import People, browser, entered
from yiben.personal import lists as personal
from yiben.personal.lists import SavedView
from yiben.township.models import Account, Office, Post

LIST, VIEWS = "/registers/petitions/", "/registers/petitions/views/"


def colleague(staff: People) -> Account:
    """Another clerk, in the same office as the first."""
    office, _ = Office.objects.get_or_create(town="422802101", kind="zongzhi", defaults={"title": "综治中心"})
    Post.objects.filter(kind="clerk").update(office=office)
    return staff.hired("other", "谭同事", "clerk", "422802101")


def save(staff: People, name: str, query: str = "source=来访&received_on_from=", **more: str) -> SavedView:
    browser(staff.clerk).post(
        VIEWS, {"do": "save", "name": name, "asked": query, "columns": "source", **more}
    )
    return SavedView.objects.get(name=name)


@pytest.mark.django_db
def test_a_view_opens_with_its_filters_its_order_and_its_columns(staff: People) -> None:
    entered(staff.clerk, matter="甲", source="来访")
    entered(staff.clerk, matter="乙", source="来信")
    saved = save(staff, "来访的", "source=来访&received_on_from=&sort=-amount&page=3")
    assert saved.asked == {"source": ["来访"], "received_on_from": [""], "sort": ["-amount"]}
    client = browser(staff.clerk)
    page = client.get(f"{LIST}?view={saved.pk}", follow=True).content.decode()
    assert "甲" in page and ">乙<" not in page and "有改动" not in page
    assert "来源" in page[page.index("<thead>") : page.index("</thead>")]
    changed = client.get(f"{LIST}?view={saved.pk}&source=来信&received_on_from=").content.decode()
    assert "有改动" in changed and ">乙<" in changed


@pytest.mark.django_db
def test_a_list_opens_with_the_view_chosen_for_it(staff: People) -> None:
    saved = save(staff, "来访的", opens="1")
    client = browser(staff.clerk)
    assert f"view={saved.pk}" in client.get(LIST)["Location"]
    assert client.get(f"{LIST}?view=").status_code == 200
    client.post(VIEWS, {"do": "close"})
    assert client.get(LIST).status_code == 200


@pytest.mark.django_db
def test_a_view_is_ones_own_until_shared_with_the_office(staff: People) -> None:
    other = colleague(staff)
    Post.objects.filter(kind="leader").update(office=None)
    saved = save(staff, "来访的")
    assert list(personal.views(other, "petitions")) == []
    browser(staff.clerk).post(VIEWS, {"do": "share", "view": saved.pk})
    assert list(personal.views(other, "petitions")) == [saved]
    assert list(personal.views(staff.leader, "petitions")) == []
    page = browser(other).get(VIEWS).content.decode()
    assert "来访的" in page and "改名" not in page
    for do in ("rename", "delete", "unshare", "update"):
        answer = browser(other).post(VIEWS, {"do": do, "view": saved.pk, "name": "我的"})
        assert answer.status_code == 400 and "田示例" in answer.content.decode()  # V005
    browser(staff.clerk).post(VIEWS, {"do": "unshare", "view": saved.pk})
    assert list(personal.views(other, "petitions")) == []


@pytest.mark.django_db
def test_the_owner_renames_and_deletes(staff: People) -> None:
    saved, second = save(staff, "来访的"), save(staff, "热线的", opens="1")
    client = browser(staff.clerk)
    client.post(VIEWS, {"do": "rename", "view": saved.pk, "name": " 走访 "})
    saved.refresh_from_db()
    assert saved.name == "走访"
    assert (
        "已有一个叫"
        in client.post(VIEWS, {"do": "rename", "view": saved.pk, "name": "热线的"}).content.decode()
    )
    client.post(VIEWS, {"do": "delete", "view": second.pk})
    assert personal.opening_view(staff.clerk, "petitions") is None and client.get(LIST).status_code == 200


@pytest.mark.django_db
def test_a_view_naming_a_removed_field_opens_without_it_and_says_so(staff: People) -> None:
    entered(staff.clerk, matter="甲", source="来访")
    asked = {
        "source": ["来访"],
        "grid_no": ["3"],
        "worth_from": ["1"],
        "sort": ["grid_no"],
        "received_on_from": [""],
    }
    saved = SavedView.objects.create(
        account=staff.clerk, register="petitions", name="旧的", asked=asked, columns=["grid_no", "source"]
    )
    page = browser(staff.clerk).get(f"{LIST}?view={saved.pk}", follow=True).content.decode()
    assert "视图“旧的”里的“grid_no、worth”台账里已经没有" in page and "甲" in page  # V007
    assert "用不上" in browser(staff.clerk).get(VIEWS).content.decode()


@pytest.mark.django_db
def test_a_view_keeps_no_citizen_number(staff: People) -> None:
    client = browser(staff.clerk)
    answer = client.post(
        VIEWS, {"do": "save", "name": "某人", "asked": f"id_no={ID_NO}&source=来访"}, follow=True
    )
    assert "没有存进视图" in answer.content.decode()
    assert SavedView.objects.get().asked == {"source": ["来访"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ({"do": "save", "name": " "}, "V001"), ({"do": "save", "name": "长" * 31}, "V001"),
        ({"do": "save", "name": "来访的"}, "V002"), ({"do": "rename", "view": "999", "name": "x"}, "V003"),
        ({"do": "open", "view": "x"}, "V003"), ({"do": "save", "name": "新", "shared": "1"}, "V004"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(staff: People, sent: dict[str, str], number: str) -> None:
    from yiben.kernel.problem_list import PROBLEMS

    Post.objects.update(office=None)
    save(staff, "来访的")
    answer = browser(staff.clerk).post(VIEWS, sent)
    assert answer.status_code == 400 and PROBLEMS[number][1].split("{")[0][:8] in answer.content.decode()


@pytest.mark.django_db
def test_there_is_an_end_to_views(staff: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal, "MOST", 1)
    save(staff, "来访的")
    assert (
        "最多存1个视图" in browser(staff.clerk).post(VIEWS, {"do": "save", "name": "二"}).content.decode()
    )  # V006
    assert "没有这个视图" in browser(staff.clerk).get(f"{LIST}?view=999", follow=True).content.decode()


@pytest.mark.django_db
def test_an_address_with_an_odd_number_for_a_view_opens_the_list(staff: People) -> None:
    for odd in ("²", "٣", "9" * 5000):
        assert browser(staff.clerk).get("/registers/petitions/", {"view": odd}).status_code == 200
