"""Doubts about data as pages: told after saving and before an import, listed, settled, standing again."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from yiben.declare import load
from yiben.kernel import clock
from yiben.ledger import rebuild, service
from yiben.ledger.models import Entry, Record
from yiben.pages.tests.conftest import TOWN, YOUHAO, People, browser, entered
from yiben.township.tests.conftest import DAY, ID_NO

pytestmark = pytest.mark.django_db
LIST = "/registers/petitions/doubts/"
RULES = """
large = { check = "amount <= 5000", message = "金额超过五千", doubt = true }
nobody = { check = "id_no is not null", message = "没有证件号", doubt = true }
"""


@pytest.fixture(autouse=True)
def doubting(small_town: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The register of petitions asks two things more."""
    import yiben.township.tests as township

    root = tmp_path / "catalog"
    shutil.copytree(Path(str(township.__file__)).parent / "catalog", root)
    petitions = root / "order" / "petitions.toml"
    text = petitions.read_text(encoding="utf-8").replace(
        "\n[figures.received]", f"{RULES}\n[figures.received]", 1
    )
    petitions.write_text(text.replace("[fields]\n", "[fields]\n" + NUMBER, 1), encoding="utf-8")
    monkeypatch.setenv("YIBEN_CATALOG", str(root))
    load.forget()
    yield
    load.forget()


NUMBER = 'upstream_no = { title = "上级编号", type = "text" }\n'


def address(record: Record, rule: str) -> str:
    return f"/records/{record.record}/doubts/{rule}/settle/"


def text_of(staff: People, path: str) -> str:
    answer = browser(staff.clerk).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def settled(
    staff: People, record: Record, rule: str = "large", why: str = "核对过原件", **more: object
) -> int:
    sent = {"why": why, "version": record.version, **more}
    return int(browser(staff.clerk).post(address(record, rule), sent).status_code)


def test_a_doubtful_record_is_taken_and_its_page_says_so(staff: People) -> None:
    record = entered(staff.clerk, amount="8000")
    page = text_of(staff, f"/records/{record.record}/")
    assert "有疑点" in page and "金额超过五千（信访-02）" in page and "已核实无误" in page
    assert "疑点 1" in text_of(staff, "/registers/petitions/?view=")
    fine = entered(staff.clerk, matter="修路")
    assert "有疑点" not in text_of(staff, f"/records/{fine.record}/")


def test_a_refusing_rule_says_its_number(staff: People) -> None:
    from yiben.kernel.problems import Refused

    with pytest.raises(Refused) as refused:
        entered(staff.clerk, closed_on="2023-01-01")
    assert [(p.number, "信访-01" in p.hint) for p in refused.value.problems] == [("L008", True)]


def test_the_list_gives_each_doubt_with_its_record_by_rule_and_village(staff: People) -> None:
    entered(staff.clerk, amount="8000", matter="桥断了")
    entered(staff.clerk, amount="9000", village="见天村", matter="堤垮了", id_no="")
    page = text_of(staff, LIST)
    assert "桥断了" in page and page.count("信访-02 金额超过五千") == 2 and "信访-03" in page
    one = text_of(staff, f"{LIST}?rule=nobody")
    assert "堤垮了" in one and "桥断了" not in one
    here = text_of(staff, f"{LIST}?village={YOUHAO}")
    assert "桥断了" in here and "堤垮了" not in here
    assert "待核实3条" in text_of(staff, "/data-doubts/")
    for odd in ("rule=x'", "village=%27", "page=99", "page=²", "show=all"):
        assert browser(staff.clerk).get(f"{LIST}?{odd}").status_code == 200


def test_a_village_clerk_sees_the_doubts_of_the_village_only(staff: People) -> None:
    entered(staff.clerk, amount="8000", matter="桥断了")
    entered(staff.clerk, amount="9000", village="见天村", matter="堤垮了")
    page = browser(staff.village_clerk).get(LIST).content.decode()
    assert "桥断了" in page and "堤垮了" not in page
    assert browser(staff.village_clerk).get("/registers/petitions/doubts.xlsx").status_code == 403
    assert browser(staff.leader).get(LIST).status_code == 403


def test_a_settled_doubt_is_gone_until_its_field_changes(staff: People) -> None:
    record = entered(staff.clerk, amount="8000")
    assert settled(staff, record) == 302
    page = text_of(staff, f"/records/{record.record}/")
    assert "已核实无误：核对过原件（田示例" in page and "有疑点" not in page and "疑点已核实" in page
    assert "没有待核实的疑点" in text_of(staff, LIST)
    assert "核对过原件" in text_of(staff, f"{LIST}?show=settled")
    service.correct(record.record, {"source": "热线"}, "选错了", staff.clerk)
    assert "没有待核实的疑点" in text_of(staff, LIST)
    service.correct(record.record, {"amount": "8001"}, "写错了", staff.clerk)
    assert "有疑点" in text_of(staff, f"/records/{record.record}/")
    service.correct(record.record, {"amount": "800"}, "写错了", staff.clerk)
    assert "没有待核实的疑点" in text_of(staff, LIST) and "没有已核实的疑点" in text_of(
        staff, f"{LIST}?show=settled"
    )


def test_as_of_a_day_before_the_note_the_doubt_stands(staff: People) -> None:
    record = entered(staff.clerk, amount="8000")
    with clock.stated(DAY + timedelta(days=1)):
        assert settled(staff, record) == 302
        assert "没有待核实的疑点" in text_of(staff, LIST)
        assert "信访-02 金额超过五千" in text_of(staff, f"{LIST}?as_of={DAY}")
        assert "没有待核实的疑点" in text_of(staff, f"{LIST}?as_of={date(2023, 5, 7)}")
        assert '<form class="small-form"' not in text_of(staff, f"/records/{record.record}/?as_of={DAY}")


def test_settling_twice_without_a_reason_or_without_right_is_refused(staff: People) -> None:
    record = entered(staff.clerk, amount="8000")
    assert settled(staff, record, why=" ") == 400  # B003
    assert settled(staff, record, why="核" * 301) == 400  # B004
    assert settled(staff, record, rule="nobody") == 400  # B002
    assert settled(staff, record, rule="order") == 404 and settled(staff, record, rule="none") == 404
    assert settled(staff, record, version=7) in (400, 409) and Entry.objects.count() == 1
    assert browser(staff.leader).post(address(record, "large"), {"why": "好"}).status_code in (403, 404)
    other = entered(staff.clerk, amount="9000", village="见天村")
    assert browser(staff.village_clerk).post(address(other, "large"), {"why": "好"}).status_code in (403, 404)
    assert settled(staff, record) == 302
    again = browser(staff.clerk).post(address(record, "large"), {"why": "再核", "version": "2"})
    assert again.status_code == 400 and "疑点信访-02现在不成立" in again.content.decode()
    service.void(other.record, "登错", staff.clerk)
    assert settled(staff, other) == 400 and "堤" not in text_of(staff, LIST)


def test_a_settled_doubt_lies_in_the_ledger_and_is_rebuilt(staff: People) -> None:
    record = entered(staff.clerk, amount="8000", id_no="")
    assert settled(staff, record) == 302
    kept = Record.objects.get(record=record.record)
    assert settled(staff, kept, "nobody", "匿名来信") == 302
    kept.refresh_from_db()
    assert set(kept.data["doubts"]) == {"large", "nobody"} and kept.version == 3
    assert "undo" not in text_of(staff, f"/records/{record.record}/")
    assert Entry.objects.filter(kind="petitions.corrected").count() == 2
    before = list(Record.objects.values())
    rebuild.rebuild()
    assert list(Record.objects.values()) == before


def test_one_upstream_number_twice_leads_from_one_record_to_the_other(staff: People) -> None:
    one = entered(staff.clerk, upstream_no="A1")
    two = entered(staff.clerk, upstream_no="A1", matter="又报")
    page = text_of(staff, f"/records/{one.record}/")
    assert "上级编号和别的记录相同（信访-91）" in page and two.number in page
    assert settled(staff, one, "upstream_twice", "上级一号两件") == 302
    page = text_of(staff, LIST)
    assert page.count("信访-91 上级编号") == 1
    entered(staff.clerk, upstream_no="A1", matter="三报")
    assert text_of(staff, LIST).count("信访-91 上级编号") == 3


def test_the_workbook_has_every_row_of_the_question(staff: People) -> None:
    entered(staff.clerk, amount="8000", matter="桥断了")
    answer = browser(staff.clerk).get("/registers/petitions/doubts.xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    row = next(r for r in rows if r[0] == "信访-02")
    assert row[1:4] == ("金额超过五千", "信访2023-0001", "桥断了") and "待核实" in row


def test_a_pasted_row_with_a_doubt_is_marked_and_may_be_put_in(staff: People) -> None:
    head, row = "事由 来源 村（社区） 收到日 证件号码 涉及金额", f"修路 来信 友好村 2023-05-06 {ID_NO} 8000"
    block = f"{head}\n{row}\n".replace(" ", "\t")
    sent = {"block": block, "do": "check", "paste": "d" * 32}
    page = browser(staff.clerk).post("/registers/petitions/grid/", sent).content.decode()
    assert "有疑点：金额超过五千（信访-02）" in page and 'name="expected" value="0"' in page  # B001
    done = {**sent, "do": "post", "doubts": "1", "expected_all": "1"}
    browser(staff.clerk).post("/registers/petitions/grid/", done)
    assert Record.objects.filter(town=TOWN).count() == 1


def test_a_stranger_is_refused(staff: People) -> None:
    for path in (LIST, "/data-doubts/", "/registers/petitions/doubts.xlsx"):
        assert browser(staff.stranger).get(path).status_code == 403
