"""Three administrators trying to help one another past the walls, by the pages and by posts of their own."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from yiben.administration import changes, walls
from yiben.administration.models import Change, RuleCheck
from yiben.administration.tests.conftest import OTHER_TOWN, TOWN, WHY, YOUHAO, Staff
from yiben.administration.tests.conftest import small_town as real_town
from yiben.ledger import service
from yiben.ledger.models import Entry, Record
from yiben.pages.tests.conftest import browser
from yiben.township import people
from yiben.township.models import Account, Holding, Look

pytestmark = pytest.mark.django_db
small_town = real_town
PAGES = (
    "/administration/", "/administration/people/", "/administration/people/clerk/", "/administration/posts/",
    "/administration/rights/", "/administration/rights.xlsx", "/administration/changes/",
)  # fmt: skip


@pytest.fixture
def staff(db: None) -> Staff:
    return Staff()


@pytest.fixture
def three(staff: Staff) -> Iterator[dict[str, Client]]:
    yield {
        "system": browser(staff.system),
        "security": browser(staff.security),
        "audit": browser(staff.audit),
    }


def proposal(staff: Staff, **about: str) -> Change:
    return changes.propose(
        "post_given", TOWN, {"account": "second", "post": "mayor", **about}, staff.system, WHY
    )


def decide(client: Client, change: Change, verdict: str, why: str = "") -> int:
    address = f"/administration/changes/{change.pk}/decide/"
    return client.post(address, {"verdict": verdict, "why": why}).status_code


def test_all_three_read_the_pages_and_nobody_else(three: dict[str, Client], staff: Staff) -> None:
    for path in PAGES:
        for part, client in three.items():
            assert client.get(path).status_code == 200, (part, path)
        for other in (staff.clerk, staff.leader, staff.village):
            assert browser(other).get(path).status_code == 403, (other, path)


def test_no_administrator_opens_a_register_a_record_or_a_figure(
    three: dict[str, Client], staff: Staff
) -> None:
    record = service.enter("petitions", petition("道路塌方"), staff.clerk)
    for client in three.values():
        for path in ("/registers/petitions/", "/figures/", f"/records/{record.record}/", "/reports/"):
            assert client.get(path).status_code in (403, 404), path
        assert client.get("/")["Location"] in ("/administration/", "/opening/")


def petition(matter: str) -> dict[str, object]:
    return {
        "matter": matter, "source": "来访", "village": "友好村", "request_kind": "申诉求决",
        "category": "道路交通", "received_on": "2023-05-04", "due_on": "2023-05-07",
    }  # fmt: skip


def test_a_proposal_by_the_form_waits_with_its_before_and_after(
    three: dict[str, Client], staff: Staff
) -> None:
    form = three["system"].get("/administration/propose/post_given/?account=second").content.decode()
    assert "second" in form and "镇长" in form
    sent = {"account": "覃例文", "post": "mayor", "since": "2023-05-08", "why": WHY}
    answer = three["system"].post("/administration/propose/post_given/", sent, follow=True)
    page = answer.content.decode()
    assert "民政办办事员；2023-05-08起任镇长" in page and "等安全管理员确认" in page
    change = Change.objects.get()
    assert 'value="confirm"' not in page
    waiting = three["security"].get("/administration/changes/").content.decode()
    assert 'value="confirm"' in waiting and WHY in waiting
    assert decide(three["security"], change, "confirm") == 302
    assert "镇长" in three["audit"].get("/administration/people/second/").content.decode()


@pytest.mark.parametrize("who", ["system", "audit"])
@pytest.mark.parametrize("verdict", ["confirm", "refuse"])
def test_who_may_not_decide_is_refused_at_the_address_too(
    three: dict[str, Client], staff: Staff, who: str, verdict: str
) -> None:
    change = proposal(staff)
    assert decide(three[who], change, verdict, WHY) == 403
    assert Change.objects.get().open and Entry.objects.count() == 1
    assert Look.objects.filter(action="refused", account=getattr(staff, who)).exists()


def test_who_may_not_propose_is_refused_at_the_address_too(three: dict[str, Client], staff: Staff) -> None:
    sent = {"account": "second", "post": "mayor", "since": "2023-05-08", "why": WHY}
    for client in (three["security"], three["audit"], browser(staff.clerk), browser(staff.leader)):
        for kind in ("post_given", "people", "person", "account_off", "handover", "titles"):
            assert client.get(f"/administration/propose/{kind}/").status_code == 403
            assert client.post(f"/administration/propose/{kind}/", sent).status_code == 403
    assert not Change.objects.exists()


def test_two_administrators_cannot_lend_each_other_a_post(three: dict[str, Client], staff: Staff) -> None:
    """The system administrator wants the security post for himself, for his friend of audit, for a clerk."""
    for who, post in (
        ("sysadmin", "security_admin"), ("auditor", "security_admin"), ("auditor", "system_admin"),
        ("secadmin", "audit_admin"), ("clerk", "audit_admin"), ("secadmin", "clerk_zongzhi"),
    ):  # fmt: skip
        sent = {"account": who, "post": post, "since": "2023-05-08", "why": WHY}
        answer = three["system"].post("/administration/propose/post_given/", sent)
        assert answer.status_code == 400, (who, post)
    assert not Change.objects.exists()
    assert {p: walls.holders(p, TOWN) for p in ("system", "security", "audit")} == {
        "system": {"sysadmin"},
        "security": {"secadmin"},
        "audit": {"auditor"},
    }


def test_an_administrator_cannot_remove_himself(three: dict[str, Client], staff: Staff) -> None:
    page = three["system"].get("/administration/people/sysadmin/").content.decode()
    assert "/administration/propose/account_off/" not in page
    answer = three["system"].post("/administration/propose/account_off/", {"account": "sysadmin", "why": WHY})
    said = answer.content.decode()
    assert answer.status_code == 400 and "涉及钱管样本人" in said and "唯一在用的" in said
    sent = {
        "account": "sysadmin", "seat": f"system_admin@{TOWN}", "until": "2023-05-09",
        "successor": "second", "why": WHY,
    }  # fmt: skip
    assert three["system"].post("/administration/propose/post_ended/", sent).status_code == 400
    assert Account.objects.get(username="sysadmin").is_active and not Change.objects.exists()


def test_nobody_decides_about_himself_by_a_post_of_his_own(three: dict[str, Client], staff: Staff) -> None:
    staff.hired("secadmin2", "冯备样", "security_admin", TOWN)
    change = changes.propose("account_off", TOWN, {"account": "secadmin"}, staff.system, WHY)
    page = three["security"].get(f"/administration/changes/{change.pk}/").content.decode()
    assert 'value="confirm"' not in page and "另一位安全管理员" in page
    for verdict in ("confirm", "refuse", "withdraw"):
        assert decide(three["security"], change, verdict, WHY) in (400, 403), verdict
    assert Change.objects.get().open


def test_an_administrator_of_another_town_sees_and_decides_nothing_here(staff: Staff) -> None:
    far = staff.hired("farsec", "远安样", "security_admin", OTHER_TOWN)
    change = proposal(staff)
    client = browser(far)
    for path in (f"/administration/changes/{change.pk}/", "/administration/people/clerk/"):
        assert client.get(path).status_code == 404
    assert decide(client, change, "confirm") == 404
    assert client.get(f"/administration/changes/{change.pk}/?town={TOWN}").status_code == 404


def test_one_time_passwords_are_shown_once_to_the_one_who_hands_them_over(
    three: dict[str, Client], staff: Staff
) -> None:
    change = changes.propose("password_reset", TOWN, {"account": "clerk"}, staff.system, WHY)
    address = f"/administration/changes/{change.pk}/passwords/"
    assert three["system"].post(address).status_code == 400
    changes.confirm(change.pk, staff.security)
    for part in ("security", "audit"):
        assert three[part].post(address).status_code == 400
    page = three["system"].post(address)
    secret = page.content.decode().split('class="secret">')[1].split("<")[0]
    assert page["Cache-Control"] == "no-store"
    assert Account.objects.get(username="clerk").check_password(secret)
    assert three["system"].post(address).status_code == 400
    for client in three.values():
        assert secret not in client.get(f"/administration/changes/{change.pk}/").content.decode()
    assert three["system"].get(address).status_code == 405


def test_a_pasted_list_comes_back_with_each_fault_at_its_row(three: dict[str, Client], staff: Staff) -> None:
    rows = (
        "账号\t姓名\t岗位\t地方\nclerk\t王样一\t镇长\t\nwang2\t王样二\t省长\t\nwang3\t王样三\t文书\t友好村\n"
    )
    answer = three["system"].post("/administration/propose/people/", {"rows": rows, "why": WHY})
    page = answer.content.decode()
    assert answer.status_code == 400 and "有2处要改" in page
    assert "账号名“clerk”已经有人用" in page and "没有“省长”这个岗位" in page
    assert "wang3\t王样三\t文书\t友好村" in page
    good = "wang3\t王样三\t文书\t友好村\n"
    answer = three["system"].post("/administration/propose/people/", {"rows": good, "why": WHY}, follow=True)
    assert "新建账号：王样三（wang3）" in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "sent", "said"),
    [
        (
            "person",
            {"username": "wang3", "name": "王样三", "post": "clerk_village", "place": YOUHAO},
            "友好村文书",
        ),
        (
            "post_ended",
            {"account": "second", "seat": f"clerk_minzheng@{TOWN}", "until": "2023-05-10"},
            "不再任",
        ),
        (
            "handover",
            {"from": "clerk", "to": "leader", "seat": f"clerk_zongzhi@{TOWN}", "day": "2023-05-10"},
            "信访",
        ),
        ("account_off", {"account": "clerk"}, "立即退出登录"),
        (
            "register_use",
            {"register": "petitions", "duty": "basic", "used": "no", "since": "2023-05-10"},
            "不用",
        ),
        ("titles", {"what": "office:zongzhi", "title": "平安建设办公室"}, "平安建设办公室"),
        ("titles", {"what": "post:mayor", "title": "镇人民政府镇长"}, "镇人民政府镇长"),
    ],
)
def test_every_form_proposes_what_it_says_and_it_can_be_confirmed(
    kind: str, sent: dict[str, str], said: str, three: dict[str, Client], staff: Staff
) -> None:
    address = f"/administration/propose/{kind}/"
    assert three["system"].get(address).status_code == 200
    without = three["system"].post(address, sent)
    assert without.status_code == 400 and "没有写明理由" in without.content.decode()
    answer = three["system"].post(address, {**sent, "why": WHY}, follow=True)
    assert answer.status_code == 200 and said in answer.content.decode()
    change = Change.objects.get()
    assert decide(three["security"], change, "confirm") == 302
    change.refresh_from_db()
    assert change.verdict == "confirmed"


def test_an_empty_form_is_told_beside_its_fields(three: dict[str, Client], staff: Staff) -> None:
    for kind in ("person", "people", "post_given", "post_ended", "handover", "account_off", "password_reset",
                 "register_use", "titles"):  # fmt: skip
        answer = three["system"].post(f"/administration/propose/{kind}/", {})
        page = answer.content.decode()
        assert answer.status_code == 400 and "没有写明理由" in page, kind
    assert three["system"].get("/administration/propose/no_such/").status_code == 404


def test_a_clerk_switched_off_in_mid_session_is_told_so_and_logged_out(
    three: dict[str, Client], staff: Staff
) -> None:
    clerk = browser(staff.clerk)
    assert clerk.get("/registers/petitions/").status_code == 200
    change = changes.propose("account_off", TOWN, {"account": "clerk"}, staff.system, WHY)
    decide(three["security"], change, "confirm")
    answer = clerk.post("/registers/petitions/new/", petition("半截的"))
    assert answer.status_code == 403 and "这个账号刚才停用了" in answer.content.decode()
    assert not Record.objects.exists()
    again = clerk.get("/registers/petitions/")
    assert again.status_code == 302 and "/login/" in again["Location"]
    # Switched on again, the old browser is not logged in by itself.
    changes.confirm(
        changes.propose("account_on", TOWN, {"account": "clerk"}, staff.system, WHY).pk, staff.security
    )
    assert clerk.get("/").status_code == 302


def test_a_clerk_whose_post_was_taken_finds_the_register_closed(staff: Staff) -> None:
    clerk = browser(staff.clerk)
    Holding.objects.filter(account=staff.clerk).update(until=date(2023, 5, 8))
    assert clerk.get("/registers/petitions/").status_code == 403


def test_the_security_administrator_ends_sessions_at_once_and_the_others_do_not(
    three: dict[str, Client], staff: Staff
) -> None:
    clerk = browser(staff.clerk)
    sent = {"account": "clerk", "why": "电脑没有锁屏"}
    for part in ("system", "audit"):
        assert three[part].post("/administration/at-once/session_ended/", sent).status_code == 403
    assert clerk.get("/registers/petitions/").status_code == 200
    answer = three["security"].post("/administration/at-once/session_ended/", sent, follow=True)
    assert "已办理：结束登录" in answer.content.decode()
    assert clerk.get("/registers/petitions/").status_code == 302
    answer = three["security"].post("/administration/at-once/unlock/", sent, follow=True)
    assert "没有被锁定" in answer.content.decode()


def test_the_table_answers_who_can_see_the_roll_of_a_village_and_goes_to_excel(
    three: dict[str, Client], staff: Staff
) -> None:
    asked = f"?register=monitored_households&village={YOUHAO}"
    page = three["audit"].get(f"/administration/rights/{asked}").content.decode()
    assert "谁能看友好村的“脱贫户与监测户”" in page and "何示范" in page and "向示范" not in page
    answer = three["audit"].get(f"/administration/rights.xlsx{asked}")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    cells = [[c.value for c in row] for row in sheet.iter_rows()]
    assert any("何示范" in row and "友好村文书" in row for row in cells)
    assert Look.objects.filter(action="export", account=staff.audit, what__contains="monitored").exists()


def test_people_are_found_by_name_post_office_and_state(three: dict[str, Client], staff: Staff) -> None:
    people.account("lonely", "没岗样")
    Holding.objects.create(
        account=Account.objects.get(username="lonely"),
        post=people.post("mayor", TOWN),
        since=date(2020, 1, 1),
        until=date(2021, 1, 1),
    )
    Account.objects.filter(username="leader").update(is_active=False)
    for asked, here, gone in (
        ("q=何示", "何示范", "向示范"),
        ("q=CLERK", "向示范", "何示范"),
        ("post=clerk_village", "何示范", "向示范"),
        ("office=zongzhi", "向示范", "何示范"),
        ("state=off", "田示例", "向示范"),
        ("state=postless", "没岗样", "向示范"),
        ("state=unopened", "向示范", "没有这人"),
        ("page=99&size=20", "向示范", "没有这人"),
    ):
        page = three["audit"].get(f"/administration/people/?{asked}").content.decode()
        assert f">{here}</a>" in page and f">{gone}</a>" not in page, asked
    page = three["audit"].get("/administration/people/?q=没有这个人").content.decode()
    assert "按这些条件没有人" in page


def test_vacant_posts_are_listed_with_a_way_to_fill_them(three: dict[str, Client], staff: Staff) -> None:
    page = three["system"].get("/administration/posts/?vacant=1").content.decode()
    assert "党委书记" in page and "propose/post_given/?post=secretary" in page and "何示范" not in page
    assert "propose/post_given" not in three["audit"].get("/administration/posts/").content.decode()


def test_the_handover_sheet_names_records_to_the_two_and_counts_to_the_others(
    three: dict[str, Client], staff: Staff
) -> None:
    service.enter("petitions", petition("道路塌方"), staff.clerk)
    people.account("new", "接手样")
    about = {"from": "clerk", "to": "new", "post": "clerk_zongzhi", "place": "", "day": "2023-05-20"}
    change = changes.propose("handover", TOWN, about, staff.system, WHY)
    changes.confirm(change.pk, staff.security)
    address = f"/administration/handover/{change.pk}/"
    own = browser(staff.clerk).get(address).content.decode()
    assert "道路塌方" in own and "信访2023-0001" in own and "监交人" in own and "2023-05-07" in own
    for client in three.values():
        page = client.get(address).content.decode()
        assert "信访" in page and "道路塌方" not in page and "信访2023-0001" not in page
    for other in (staff.leader, staff.second, staff.village):
        assert browser(other).get(address).status_code == 404
    assert address in browser(staff.clerk).get("/").content.decode()
    Holding.objects.filter(account=staff.clerk).update(until=date(2023, 5, 8))
    after = browser(staff.clerk).get(address).content.decode()
    assert "信访2023-0001" in after and "道路塌方" not in after


def test_everybody_reads_the_rules_and_who_keeps_the_register_compares_them(
    three: dict[str, Client], staff: Staff
) -> None:
    for client in (*three.values(), browser(staff.leader), browser(staff.village)):
        assert "规则和出处" in client.get("/rules/").content.decode()
        assert "《信访工作条例》第三十四条" in client.get("/rules/petitions/").content.decode()
    sent = {
        "rules": ["petitions.fields.due_on"],
        "document": "利川市信访工作办法（2022）",
        "on": "2023-05-06",
    }
    for other in (three["audit"], three["security"], browser(staff.second)):
        assert other.post("/rules/petitions/", sent).status_code == 403
    page = browser(staff.clerk).post("/rules/petitions/", sent, follow=True).content.decode()
    assert "2023-05-06 向示范：利川市信访工作办法（2022）" in page and RuleCheck.objects.count() == 1
    for wrong in ({}, {**sent, "agrees": "no"}, {**sent, "on": "昨天"}, {**sent, "rules": ["x"]}):
        assert browser(staff.clerk).post("/rules/petitions/", wrong).status_code == 400
    assert browser(staff.clerk).get("/rules/no_such/").status_code == 404


def test_a_username_that_is_no_address_leads_back_to_the_list(three: dict[str, Client]) -> None:
    for typed in ("a/b", "nobody", "\x00", ""):
        answer = three["security"].post("/administration/at-once/unlock/", {"account": typed, "why": WHY})
        assert (answer.status_code, answer["Location"]) == (302, "/administration/people/"), typed


def test_a_register_is_not_put_out_of_use_by_a_choice_left_empty(three: dict[str, Client]) -> None:
    sent = {"register": "petitions", "duty": "basic", "used": "", "why": WHY}
    answer = three["system"].post("/administration/propose/register_use/", sent)
    assert answer.status_code == 400 and "没有选用不用" in answer.content.decode()
    assert not Change.objects.exists()
