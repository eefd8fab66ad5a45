"""Every page, light and dark: axe finds nothing against WCAG 2.2 A and AA; a phone scrolls none sideways."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import resolve
from playwright.sync_api import Page

from tests.browser.conftest import TOWN, Open, _hired
from yiben.administration import changes
from yiben.audit import lines
from yiben.audit.models import Line
from yiben.capabilities.cases.supervision.tests.conftest import met
from yiben.ledger import service
from yiben.ledger.models import Record
from yiben.pages.urls import urlpatterns
from yiben.talk import complaints
from yiben.township import people
from yiben.township.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
VILLAGE = "422802101209"
PAGES = {
    "tian": (
        "/", "/desk/late/", "/calendar/", "/registers/petitions/board/",
        "/registers/", "/registers/petitions/", "/registers/petitions/?village=422802101206",
        "/registers/petitions/new/", "/registers/petitions/grid/", "/registers/petitions/views/",
        "{record}", "{record}correct/", "{record}move/accept/", "{record}void/", "{record}print/",
        "/drafts/", "/help/keys/", "/search/?q=饮水", "/search/?q=没有这样的词", "/figures/?group=order",
        "/figures/petitions.received/", "/reading/", "/catalog/", "/catalog/petitions/", "/rules/",
        "/events/", "/duties/", "/inbox/",
        "/data-doubts/", "/registers/petitions/doubts/",
        "/limits/", "/limits/?rule=petition_handling&start=2023-05-08",
        "/rules/petitions/", "/notices/", "/notices/settings/", "/complaints/", "/complaints/new/",
        "/complaints/{complaint}/", "/account/", "/account/prove/", "/account/password/", "/account/factors/",
        "/nowhere/", "/administration/",
    ),
    "mayor": ("/", "/reports/", "/reports/review/", "/complaints/list/"),
    "writer": (
        "/supervision/", "/supervision/{task}/sheet/", "/supervision/{task}/split/",
        "/supervision/notices/{notice}/", "/rhythm/", "/rhythm/mayor/", "/rhythm/comparison/",
        "/rhythm/mayor/meeting/",
    ),
    "zhifa": (
        "/inspections/", "/inspections/month/", "/inspections/score/", "/inspections/score/{visit}/",
        "/inspections/village/", "/inspections/draw/",
    ),
    "clerk_village": ("/", "/registers/visits/", "/registers/visits/new/"),
    "system_admin": (
        "/administration/", "/administration/people/", "/administration/people/tian/",
        "/administration/posts/",
        "/administration/rights/", "/administration/propose/post_given/", "/administration/propose/people/",
        "/administration/changes/", "/opening/", "/opening/places/", "/opening/posts/", "/opening/people/",
        "/opening/registers/", "/opening/rules/", "/opening/imports/",
    ),
    "security_admin": (
        "/administration/changes/{change}/", "/administration/sessions/",
        f"/administration/rights/?register=petitions&village={VILLAGE}",
    ),
    "audit_admin": ("/administration/", "/audit/", "/audit/lines/{line}/", "/audit/doubts/", "/audit/rules/"),
}  # fmt: skip
SIZE = {"runOnly": {"type": "rule", "values": ["target-size"]}}
FAULTS = """rules => axe.run(document, rules).then(found => found.violations.flatMap(
    fault => fault.nodes.slice(0, 3).map(node => `${fault.id}: ${node.html.slice(0, 160)}`)))"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NOT_HERE = {
    # files and lines for a script
    "inspection_notice", "export", "attachment", "complaint_export", "figure_rows", "report_file",
    "rights_file", "reading_file",
    "audit_file", "sheet_file", "notice_file", "rhythm_file", "data_doubts_export", "suggest",
    "people_to_mention",
    "keep_draft", "stay",
    # acts: they answer with another page
    "account_choices", "end_login", "factor_later", "factor_recovery", "factor_remove", "login_demo",
    "logout", "standing", "language", "columns", "together", "undo", "reveal", "attachments", "links",
    "unlink", "discard_draft", "comments", "comment", "withdraw_comment", "notices_read", "notice",
    "complaint_receipt", "clear_recent", "act_alone", "admin_decide", "admin_passwords", "doubts_now",
    "inspection_publish", "inspection_hand_over", "settle_doubt",
    # looked at by axe in test_sign_in
    "login", "second_step", "second_key_begin", "second_key_complete", "factor_code", "factor_key",
    "factor_key_begin", "factor_key_complete",
    # a form of fields like any other
    "duty_fault",
    # the same form as the split of an item
    "move_part",
    # a doubt has the look of a line of the audit list, a handover that of a change
    "doubt", "handover",
}  # fmt: skip


@pytest.fixture
def here(town: Account) -> dict[str, str]:
    """The people of the other posts, and one of each thing that has a page of its own."""
    admins = {
        kind: _hired(kind, "管理员", kind, "管理")
        for kind in ("system_admin", "security_admin", "audit_admin")
    }
    village = people.account("clerk_village", "何示范", demo_note="登记和查看本村")
    people.appoint(village, people.post("clerk_village", VILLAGE), date(2022, 1, 1))
    asked = {"account": "clerk_village", "post": "clerk_minzheng"}
    change = changes.propose(
        "post_given", TOWN, asked, admins["system_admin"], "镇党委会2023年5月6日研究决定"
    )
    said, _ = complaints.put_in(
        TOWN,
        "burden",
        "同一件事要在两处各填一遍",
        complaints.About("/registers/petitions/", "petitions"),
        town,
    )
    writer = _hired("writer", "覃演稿", "clerk_dangzheng", "督办、会议")
    task = met(writer).tasks[0].pk
    spoken = {"subject": "三季度通报", "from_on": "2023-07-01", "until_on": "2023-09-30",
              "issued_on": "2023-10-08"}  # fmt: skip
    notice = service.enter("supervision_notices", spoken, writer, town=TOWN).pk
    visit = visited(_hired("zhifa", "覃样检", "clerk_zhifa", "检查评比"))
    record = Record.objects.filter(register="petitions").order_by("-happened_on").first()
    lines.catch_up(batches=4)
    line = Line.objects.order_by("pk").first()
    assert record is not None and line is not None
    return {
        "record": f"/records/{record.pk}/", "change": str(change.pk), "complaint": str(said.pk),
        "line": str(line.pk), "task": task, "notice": notice,
        "visit": visit,
    }  # fmt: skip


def visited(zhifa: Account) -> str:
    """A score sheet, three villages visited by it, and a week drawn; gives the last visit."""
    item = {"item": "垃圾收集", "sheet_kind": "人居环境", "most_points": "20", "deducts": "一处扣1分",
            "valid_from": "2023-01-01"}  # fmt: skip
    service.enter("score_items", item, zhifa, town=TOWN)
    draw = {"week_on": "2023-09-11", "sheet_kind": "人居环境", "how_many": "3"}
    service.enter("inspection_draws", draw, zhifa, town=TOWN)
    made = ""
    for village in ("422802101205", "422802101206", VILLAGE):
        values = {"village": village, "visited_on": "2023-09-12", "sheet_kind": "人居环境",
                  "inspectors": "田示例、向演示", "deductions": "垃圾收集：2，三组路口桶满外溢"}  # fmt: skip
        made = service.enter("village_inspections", values, zhifa, town=TOWN).pk
    return made


def violations(page: Page, rules: Mapping[str, object]) -> list[str]:
    found: list[str] = page.evaluate(FAULTS, {**rules, "resultTypes": ["violations"]})
    return found


def looked_at(page: Page, path: str) -> Iterator[str]:
    """What is wrong with one page: on an office screen, in the dark, on a phone, at twice the size."""
    page.goto(path)
    asked, got = urlsplit(path).path, urlsplit(page.url).path
    if asked != got:
        yield f"leads to {got}"
    yield from violations(page, RULES)
    page.emulate_media(color_scheme="dark")
    yield from (f"dark, {said}" for said in violations(page, CONTRAST))
    page.emulate_media(color_scheme="light")
    for width in (720, 390):
        page.set_viewport_size({"width": width, "height": 844})
        if over := page.evaluate(WIDE):
            yield f"at {width} px {over} px stick out"
    yield from (f"phone, {said}" for said in violations(page, SIZE))
    page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize("who", PAGES)
def test_no_page_keeps_anybody_out(who: str, here: dict[str, str], opened: Open) -> None:
    page = opened(who=who)
    page.context.add_init_script(AXE_SCRIPT)
    paths = [path.format(**here) for path in PAGES[who]]
    assert [f"{path} {said}" for path in paths for said in looked_at(page, path)] == []


def test_who_chose_dark_gets_it_whatever_the_computer_asks_and_prints_light(
    town: Account, opened: Open
) -> None:
    ground = "getComputedStyle(document.body.parentElement).backgroundColor"
    page = opened()
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert dark != light
    town.theme = "light"
    town.save(update_fields=["theme"])
    page.reload()
    assert page.evaluate(ground) == light
    town.theme = "dark"
    town.save(update_fields=["theme"])
    page.emulate_media(color_scheme="light")
    page.reload()
    assert page.evaluate(ground) == dark
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_every_address_is_looked_at_or_said_not_to_be_a_page() -> None:
    paths = {re.sub(r"\?.*", "", path) for part in PAGES.values() for path in part} - {"/nowhere/"}
    filled = {
        "record": "/records/1/",
        "change": "1",
        "complaint": "1",
        "line": "1",
        "task": "1",
        "notice": "1",
        "visit": "1",
    }
    seen = {resolve(path.format(**filled)).url_name for path in paths}
    named = {one.name for one in urlpatterns}
    assert seen | NOT_HERE == named
    assert seen & NOT_HERE == set()
