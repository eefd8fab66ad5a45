"""A town opened by hand: the one-time password, the steps, and what other pages say of it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from yiben.administration import changes, passwords
from yiben.declare import load
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.opening import begin, country
from yiben.opening.code_table import Village
from yiben.opening.villages import lines
from yiben.township import people, places
from yiben.township.models import Account, Look, RegisterUse

TOWN, GULIN = "330203103", "330203103202"
DAY = date(2026, 3, 2)
OWN = "自己记得住的一句话2026"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def opened(small_town: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[begin.Begun]:
    """古林镇 as `./yiben init` leaves it, under the real catalog."""
    monkeypatch.delenv("YIBEN_CATALOG")
    load.forget()
    with clock.stated(DAY):
        yield begin.begin(country.one("古林镇"), [Village(GULIN, "古林村村委会")], begin.admins_from(""))


def logged_in(username: str, password: str) -> Client:
    client = Client()
    client.post("/login/", {"username": username, "password": password})
    return client


def admin(username: str) -> Client:
    """An administrator who has set his own password."""
    account = people.find(username)
    account.set_password(OWN)
    account.must_change_password = False
    account.save()
    return logged_in(username, OWN)


def hired(username: str, name: str, kind: str, place: str = TOWN) -> Account:
    account = people.account(username, name, OWN)
    people.appoint(account, people.post(kind, place), DAY)
    return account


def confirmed() -> None:
    changes.confirm(changes.pending(TOWN).get().pk, people.find("secadmin"))


def test_a_one_time_password_opens_only_the_page_that_replaces_it(opened: begin.Begun) -> None:
    client = logged_in("sysadmin", opened.admins[0].password)

    for address in ("/", "/opening/", "/registers/", "/figures/"):
        assert client.get(address)["Location"] == "/account/password/"
    api = client.get("/api/registers")
    assert api.status_code == 403 and api.json()["problems"][0]["number"] == "W023"
    assert "一次性密码" in client.get("/account/password/").content.decode()
    assert client.post("/logout/").status_code == 302


def test_the_own_password_is_checked_kept_and_opens_the_rest(opened: begin.Begun) -> None:
    one_time = opened.admins[0].password
    client = logged_in("sysadmin", one_time)
    same = client.post("/account/password/", {"new": one_time, "again": one_time})
    weak = client.post("/account/password/", {"new": "12345", "again": "54321"})
    assert same.status_code == 400 and "新密码和原来的一样" in same.content.decode()  # W022
    told = weak.content.decode()
    assert "至少要10个字" in told and "不能全是数字" in told and "两次输入不一样" in told
    assert "12345" not in told

    assert client.post("/account/password/", {"new": OWN, "again": OWN})["Location"] == "/"

    account = people.find("sysadmin")
    assert not account.must_change_password and account.password_changed_at == clock.now()
    assert client.get("/opening/").status_code == 200
    assert Look.objects.filter(account=account, action="password").count() == 1


def test_changing_ones_own_password_later_asks_for_the_old_one() -> None:
    client = admin("sysadmin")

    wrong = client.post("/account/password/", {"old": "猜的", "new": OWN + "新", "again": OWN + "新"})
    assert wrong.status_code == 400 and "原密码不对" in wrong.content.decode()  # W021
    client.post("/account/password/", {"old": OWN, "new": OWN + "新", "again": OWN + "新"})
    assert people.find("sysadmin").check_password(OWN + "新")
    assert client.get("/opening/").status_code == 200


def test_administrators_begin_at_the_steps_and_a_clerk_at_his_desk() -> None:
    hired("zong", "覃例文", "clerk_zongzhi")
    hired("dang", "党示例", "clerk_dangzheng")

    assert admin("sysadmin").get("/")["Location"] == "/opening/"
    clerk, office = logged_in("zong", OWN).get("/"), logged_in("dang", OWN).get("/")
    assert "第一次导入" in clerk.content.decode() and "开账准备：" not in clerk.content.decode()
    assert "开账准备：7步" in office.content.decode()


def test_villages_are_added_renamed_and_ended_on_their_page() -> None:
    client = admin("sysadmin")
    faulty = client.post("/opening/places/", {"act": "add", "list": "布政村\n古林村\n布政村"})
    assert faulty.status_code == 400
    assert "古林村”已经有了" in faulty.content.decode() and "布政村\n古林村" in faulty.content.decode()

    client.post("/opening/places/", {"act": "add", "list": "布政村"})
    client.post("/opening/places/", {"act": "rename", "place": f"{TOWN}701", "name": "新布政村"})
    page = client.get("/opening/places/").content.decode()
    assert "新布政村" in page and "暂用" in page
    client.post("/opening/places/", {"act": "end", "place": f"{TOWN}701", "into": GULIN, "why": "甬民1号"})
    assert [line.into for line in lines(TOWN)] == ["", "古林村"]


def test_posts_are_set_up_and_their_names_wait_for_the_second_person() -> None:
    client = admin("sysadmin")
    client.post("/opening/posts/", {"kind": ["mayor", "clerk_village"]})
    sent = {"kind": ["mayor", "clerk_village"], "post-mayor": "街道办主任", "office-dangzheng": "综合办"}
    page = client.post("/opening/posts/", sent, follow=True).content.decode()
    assert "2处改名已提交" in page and "等安全管理员确认" in page

    confirmed()

    page = client.get("/opening/posts/").content.decode()
    assert "街道办主任" in page and "综合办" in page


def test_people_are_checked_put_forward_confirmed_and_log_in() -> None:
    client = admin("sysadmin")
    client.post("/opening/posts/", {"kind": ["mayor", "clerk_zongzhi", "clerk_village"]})
    faulty = client.post("/opening/people/", {"act": "propose", "list": "姓名\t岗位\n张示例\t县长"})
    assert faulty.status_code == 400 and "没有“县长”这个岗位" in faulty.content.decode()
    assert not changes.pending(TOWN).exists()

    client.post("/opening/people/", {"act": "propose", "list": "张示例\t古林村文书\n覃例文\t综治中心办事员"})
    change = changes.pending(TOWN).get()
    changes.confirm(change.pk, people.find("secadmin"))
    slips = passwords.hand_out(change, people.find("sysadmin"))

    clerk = logged_in("qinliwen", next(s.password for s in slips if s.account.username == "qinliwen"))
    assert clerk.get("/")["Location"] == "/account/password/"


def test_a_register_that_the_town_does_not_keep_is_gone_from_sight_and_says_so() -> None:
    hired("zong", "覃例文", "clerk_zongzhi")
    client = admin("sysadmin")
    missing = client.post("/opening/registers/", {"rest": "on"})
    assert missing.status_code == 400 and "没有写明理由" in missing.content.decode()
    sent = {"duty-disputes": "withdrawn", "rest": "on", "why": "履职事项清单（2025年版）"}
    client.post("/opening/registers/", sent)
    confirmed()
    assert RegisterUse.objects.filter(town=TOWN, used=True).count() == len(catalog().registers) - 1

    clerk = logged_in("zong", OWN)
    assert "矛盾纠纷" not in clerk.get("/registers/").content.decode()
    assert "自2026-03-02起不用这本台账" in clerk.get("/registers/disputes/").content.decode()
    new = clerk.get("/registers/disputes/new/")
    assert new.status_code == 400 and "W014" in new.content.decode()
    figure = clerk.get("/figures/disputes.found/").content.decode()
    assert "不用" in figure and "不是零" in figure and "行数与数值不符" not in figure


def test_before_the_day_since_when_it_is_not_kept_the_figures_stay() -> None:
    hired("zong", "覃例文", "clerk_zongzhi")
    RegisterUse.objects.create(
        town=TOWN, register="disputes", duty="withdrawn", used=False, since=date(2026, 4, 1)
    )

    assert "不是零" not in logged_in("zong", OWN).get("/figures/disputes.found/").content.decode()


def test_rules_are_compared_by_who_leads_or_keeps_the_register() -> None:
    hired("dang", "党示例", "clerk_dangzheng")
    client = logged_in("dang", OWN)
    sent = {"register": "petitions", "rule": ["petitions.fields.due_on"], "document": "海信〔2025〕3号"}

    wrong = client.post("/opening/rules/", sent | {"agrees": "no"})
    assert wrong.status_code == 400 and "海信〔2025〕3号" in wrong.content.decode()
    client.post("/opening/rules/", sent | {"agrees": "no", "note": "本地为45日"})

    page = client.get("/opening/rules/").content.decode()
    assert "本地为45日" in page and "党示例" in page
    hired("cun", "何示范", "clerk_village", GULIN)
    assert logged_in("cun", OWN).post("/opening/rules/", sent).status_code == 403


def test_first_imports_lead_to_the_grid_and_an_empty_beginning_is_said() -> None:
    hired("zong", "覃例文", "clerk_zongzhi")
    client = logged_in("zong", OWN)

    assert "/registers/petitions/grid/" in client.get("/opening/imports/").content.decode()
    client.post("/opening/imports/", {"register": "petitions"})
    assert "没有旧数据" in client.get("/opening/imports/").content.decode()
    assert client.post("/opening/imports/", {"register": "revenue"}).status_code == 403


def test_what_is_entered_on_the_first_day_is_in_the_figures_at_once() -> None:
    hired("zong", "覃例文", "clerk_zongzhi")
    page = logged_in("zong", OWN).get("/figures/?group=order").content.decode()

    assert "2026年1月1日至3月2日" in page or "2026-03-02" in page


def test_the_security_administrator_sees_the_steps_but_does_none_of_them() -> None:
    client = admin("secadmin")

    assert client.get("/opening/").status_code == 200
    for name in ("places", "posts", "people", "registers"):
        assert client.get(f"/opening/{name}/").status_code == 403
    assert places.title(GULIN) == "古林村"
