"""Comments, notices and the complaint box on their pages, without JavaScript."""

import re

import pytest

from yiben.declare.load import catalog
from yiben.ledger import service
from yiben.pages.tests.conftest import browser
from yiben.talk import comments, complaints, notices
from yiben.talk.comments import Comment
from yiben.talk.complaints import Complaint
from yiben.talk.notices import Notice
from yiben.talk.tests.conftest import People, entered, own_catalog, small_town, staff
from yiben.township.models import Account, Look

__all__ = ["own_catalog", "small_town", "staff"]
pytestmark = pytest.mark.django_db
ID = "990101198503070017"


def text(by: Account, path: str) -> str:
    return browser(by).get(path).content.decode()


def test_a_comment_is_seen_by_readers_only_and_leaves_with_nothing(staff: People) -> None:
    record = entered(staff.clerk).record
    answer = browser(staff.leader).post(f"/records/{record}/comments/", {"said": "明天去看@何示范"})
    assert answer["Location"] == f"/records/{record}/#comment-{Comment.objects.get().pk}"
    assert "明天去看@何示范" in text(staff.village_clerk, f"/records/{record}/")
    assert browser(staff.other_village).get(f"/records/{record}/").status_code == 404
    assert (
        browser(staff.other_village).post(f"/records/{record}/comments/", {"said": "我"}).status_code == 404
    )
    exported = browser(staff.clerk).get("/registers/petitions/export.xlsx")
    assert exported.status_code == 200 and "明天去看" not in str(exported.content)


def test_what_was_typed_stays_and_a_number_needs_a_second_press(staff: People) -> None:
    record, client = entered(staff.clerk).record, browser(staff.clerk)
    said = f"他的号是{ID}"
    answer = client.post(f"/records/{record}/comments/", {"said": said})
    page = answer.content.decode()
    assert answer.status_code == 400 and said in page and "遮去号码，写上" in page
    token = re.search(r'name="masked" value="([^"]+)"', page)
    assert token
    other = client.post(f"/records/{record}/comments/", {"said": f"另一句{ID}", "masked": token[1]})
    assert other.status_code == 400, "the warning is for the words that were read"
    assert client.post(f"/records/{record}/comments/", {"said": said, "masked": token[1]}).status_code == 302
    assert Comment.objects.get().said == "他的号是9901************17"


def test_ones_own_is_changed_and_withdrawn_and_others_are_not(staff: People) -> None:
    record = entered(staff.clerk).record
    one = comments.say(record, "下周去", staff.clerk)
    path = f"/records/{record}/comments/{one.pk}/"
    assert browser(staff.leader).post(path, {"said": "不去"}).status_code == 400
    assert f'action="{path}#' not in text(staff.leader, f"/records/{record}/")
    browser(staff.clerk).post(path, {"said": "下周三去"})
    page = text(staff.leader, f"/records/{record}/")
    assert "下周三去" in page and "原来的话（1次）" in page
    assert browser(staff.leader).post(f"{path}withdraw/").status_code == 400
    browser(staff.clerk).post(f"{path}withdraw/")
    page = text(staff.leader, f"/records/{record}/")
    assert "撤回了这条评论" in page and "下周三去" not in page and "下周去" not in page


def test_people_are_offered_to_readers_only(staff: People) -> None:
    record = entered(staff.clerk).record
    offered = text(staff.clerk, f"/records/{record}/people/?q=何")
    assert 'data-name="何示范"' in offered and "何样章" not in offered
    assert browser(staff.other_village).get(f"/records/{record}/people/").status_code == 404


def test_a_notice_is_mine_alone_and_read_when_opened(staff: People) -> None:
    record = entered(staff.clerk).record
    one = comments.say(record, "@谭样例 请看", staff.clerk)
    page = text(staff.leader, "/notices/")
    assert "田示例在评论里提到您" in page and "三组道路塌方" in page
    assert "消息，1条未读" in page
    notice = Notice.objects.get()
    assert browser(staff.clerk).post(f"/notices/{notice.pk}/").status_code == 400
    assert browser(staff.leader).get(f"/notices/{notice.pk}/").status_code == 405
    answer = browser(staff.leader).post(f"/notices/{notice.pk}/")
    assert answer["Location"] == f"/records/{record}/#comment-{one.pk}"
    page = text(staff.leader, "/notices/")
    assert "没有未读的消息" in page and "消息，没有未读" in page
    assert "田示例在评论里提到您" in text(staff.leader, "/notices/?show=all")


def test_a_notice_says_no_more_of_a_record_once_the_right_is_gone(staff: People) -> None:
    comments.say(entered(staff.clerk).record, "@何示范 请看", staff.clerk)
    held = staff.village_clerk.holdings.get()
    held.post = staff.other_village.holdings.get().post
    held.save()
    page = text(staff.village_clerk, "/notices/")
    assert "三组道路塌方" not in page and "现在看不到这条记录" in page


def test_all_read_and_one_read_in_place(staff: People) -> None:
    record = entered(staff.clerk).record
    for n in range(3):
        comments.say(record, f"@谭样例 第{n}次", staff.clerk)
    client = browser(staff.leader)
    first = Notice.objects.order_by("pk")[0]
    assert client.post(f"/notices/{first.pk}/", {"stay": "1"})["Location"] == "/notices/"
    assert notices.unread(staff.leader) == 2
    client.post("/notices/read/")
    assert notices.unread(staff.leader) == 0


def test_the_settings_show_what_can_reach_me_and_are_kept(staff: People) -> None:
    page = text(staff.leader, "/notices/settings/")
    assert "有人在评论里提到我" in page and "等我确认的变更" not in page and "意见箱有新意见" not in page
    assert "本系统没有设邮件" in page
    browser(staff.leader).post("/notices/settings/", {"inside": ["due"], "outside": ["due", "mention"]})
    kept = notices.choices(staff.leader)
    assert kept[notices.DUE] == (True, True) and kept[notices.MENTION] == (False, False)
    assert kept[notices.PROPOSAL] == (True, False), "what was not asked is not changed"


def test_every_page_leads_to_the_complaint_box_with_its_address(staff: People) -> None:
    for path in ("/", "/registers/petitions/", f"/records/{entered(staff.clerk).record}/", "/notices/"):
        page = text(staff.clerk, path)
        found = re.search(r'href="(/complaints/new/\?page=[^"]+)"', page)
        assert found, path
        assert f'<input type="hidden" name="page" value="{path}">' in text(staff.clerk, found[1])


def test_a_complaint_is_put_in_answered_and_counted_in_the_open(staff: People) -> None:
    sent = {"page": "/registers/petitions/", "with_page": "1", "kind": "twice", "said": "电话填了两次"}
    there = browser(staff.clerk).post("/complaints/new/", sent)["Location"]
    assert Complaint.objects.get().area == "register:petitions"
    assert browser(staff.leader).get(there).status_code == 404
    assert browser(staff.clerk).post(there, {"state": "answered", "said": "好"}).status_code == 403
    answer = browser(staff.answerer).post(there, {"state": "changed", "said": "好"})
    assert answer.status_code == 400 and "没有写改了什么" in answer.content.decode()
    sent = {"state": "changed", "said": "谢谢田示例", "changed": "电话只填一次"}
    assert browser(staff.answerer).post(there, sent).status_code == 302
    assert "谢谢田示例" in text(staff.clerk, there)
    page = text(staff.leader, "/complaints/")
    assert "电话只填一次" in page and "信访热线" in page and "提了1条，待答复0条，改了1条" in page
    assert "电话填了两次" not in page and "田示例" not in page, "counts in the open, words and names not"


def test_an_anonymous_one_is_read_by_its_receipt_alone(staff: People) -> None:
    sent = {"page": "/figures/", "kind": "burden", "said": "每月报三次", "anonymous": "1"}
    client = browser(staff.clerk)
    page = client.post("/complaints/new/", sent).content.decode()
    found = re.search(r"([A-Z2-9]{5}) ([A-Z2-9]{5})</p>", page)
    assert found and Complaint.objects.get().page == "", "without the tick the address is not kept"
    one = Complaint.objects.get()
    assert not Look.objects.filter(account=staff.clerk).exists()
    assert client.get(f"/complaints/{one.pk}/").status_code == 404
    complaints.answer(one.pk, "answered", "下季度起报一次", "", staff.answerer)
    read = browser(staff.leader).post("/complaints/receipt/", {"receipt": f"{found[1]} {found[2]}"})
    assert "下季度起报一次" in read.content.decode()
    wrong = browser(staff.leader).post("/complaints/receipt/", {"receipt": "AAAAA-BBBBB"})
    assert wrong.status_code == 400 and "没有这个查询码" in wrong.content.decode()


@pytest.mark.parametrize(
    "page", ["https://example.cn/", "//example.cn/", "/nowhere/", "javascript:alert(1)", "/" + "x" * 300]
)
def test_an_address_that_is_not_ours_is_not_taken(staff: People, page: str) -> None:
    sent = {"page": page, "with_page": "1", "kind": "wrong", "said": "有错"}
    browser(staff.clerk).post("/complaints/new/", sent)
    assert (Complaint.objects.get().page, Complaint.objects.get().area) == ("", "")


def test_what_was_asked_of_a_page_is_not_kept(staff: People) -> None:
    sent = {"page": "/search/?q=曾示例", "with_page": "1", "kind": "wrong", "said": "找不到"}
    browser(staff.clerk).post("/complaints/new/", sent)
    assert (Complaint.objects.get().page, Complaint.objects.get().area) == ("/search/", "search")


def test_the_whole_box_is_for_who_answers_and_its_export_is_kept(staff: People) -> None:
    browser(staff.clerk).post("/complaints/new/", {"kind": "wrong", "said": "口径不对"})
    for path in ("/complaints/list/", "/complaints/export.xlsx"):
        assert browser(staff.clerk).get(path).status_code == 403
    assert "口径不对" in text(staff.answerer, "/complaints/list/?state=open")
    assert "没有这一状态的意见" in text(staff.answerer, "/complaints/list/?state=changed")
    answer = browser(staff.answerer).get("/complaints/export.xlsx")
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert Look.objects.filter(account=staff.answerer, action="export").exists()


def test_a_closed_record_still_takes_comments_and_its_figures_stay(staff: People) -> None:
    record = entered(staff.clerk).record
    service.void(record, "重复登记", staff.clerk)
    before = catalog().registers["petitions"].title
    comments.say(record, "原来那条是0001号", staff.clerk)
    assert "原来那条是0001号" in text(staff.clerk, f"/records/{record}/") and before
