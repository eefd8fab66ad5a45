from datetime import date
from decimal import Decimal

import pytest

from yiben.reading import read as reading
from yiben.reading import said
from yiben.reading.model import KINDS, RELATIONS, Figure, ReadText, Relation
from yiben.reading.tests.stand_in import stand_in

LINE = "2023年全镇有监测户25户，其中甲类13户、乙类12户。\n"


@pytest.fixture
def simple(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str, day: date | None, place: str) -> ReadText:
        return stand_in(text)

    monkeypatch.setattr(reading, "_read", read)


@pytest.mark.usefixtures("simple")
def test_a_long_text_is_read_in_parts_and_every_offset_is_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "BLOCK", 100)
    text = LINE * 50
    found = reading.read(text)
    assert len(found.figures) == 150 and len(found.left_out) == 50
    assert all(text[f.start : f.end] == f.surface for f in found.figures)
    assert all(text[o.start : o.end] == o.surface for o in found.left_out)
    assert all(
        found.figures[r.whole].value == 25 and r.parts == (r.whole + 1, r.whole + 2) for r in found.relations
    )


def test_pieces_end_behind_a_line_or_a_sentence_and_leave_nothing_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "BLOCK", 40)
    for text in (LINE * 9, LINE.replace("\n", "") * 9, "字" * 130, "", "一"):
        pieces = [text[a:b] for a, b in reading.blocks(text)]
        assert "".join(pieces) == text and all(len(p) <= 40 for p in pieces)
        assert "\n" not in text or all(p.endswith("\n") for p in pieces)


def figure(surface: str, value: str, unit: str) -> Figure:
    return Figure(0, 1, surface, Decimal(value), unit, "exact", "amount", "", "", "")


def test_a_relation_is_said_as_a_sum_is_written_and_a_wrong_one_with_the_right_value() -> None:
    figures = [
        figure("1.2亿元", "120000000", "元"),
        figure("8000万元", "80000000", "元"),
        figure("70%", "0.7", "比例"),
    ]
    assert (
        said.sentence(Relation("sum_of", 0, (1, 1), False), figures)
        == "1.2亿元 = 8000万元 + 8000万元，算得 1.6亿元"
    )
    assert (
        said.sentence(Relation("share_of", 2, (1, 0), False), figures)
        == "70% = 8000万元 ÷ 1.2亿元，算得 66.67%"
    )
    assert said.sentence(Relation("share_of", 2, (1,), None), figures) == "70%是对8000万元的占比"


def test_every_kind_and_relation_has_words() -> None:
    assert set(said.KINDS) == set(KINDS) and set(said.RELATIONS) == set(RELATIONS)
    figures = [figure("3户", "3", "户")] * 3
    for kind in RELATIONS:
        for parts in ((1,), (1, 2)):
            assert "3户" in said.sentence(Relation(kind, 0, parts, False), figures)


def test_shares_of_one_thing_are_said_as_what_the_others_leave() -> None:
    found = reading.read("收入中务工、种植占比分别为61%、4\n1%。", date(2021, 12, 30), "清溪镇")
    assert [said.sentence(r, found.figures) for r in found.relations if r.holds is False] == [
        "41% = 100% − 61%，算得 39%"
    ]


def test_a_text_without_a_year_is_read() -> None:
    assert [f.value for f in reading.read("较上年增加3家，前年为12家。").figures] == [3, 12]


def test_a_share_of_nothing_is_not_reckoned() -> None:
    figures = [figure("5%", "0.05", "比例"), figure("3件", "3", "件"), figure("0件", "0", "件")]
    assert said.reckoned(Relation("share_of", 0, (1, 2), None), figures) is None


def test_a_text_is_read_whole_from_numeral_to_relation() -> None:
    money = "全年完成财源收入900万元，其中本级收入320万元、烟叶税688万元。"
    text = f"2022年工作总结\n{money}\n受理来信27件，办结24件。"
    found = reading.read(text, date(2022, 12, 30), "清溪镇")
    assert all(text[f.start : f.end] == f.surface for f in found.figures)
    assert [(int(f.value), f.unit) for f in found.figures[:2]] == [(9000000, "元"), (3200000, "元")]
    assert {f.place for f in found.figures} == {"清溪镇"} and "办结" in found.figures[4].what
    sentences = {said.sentence(r, found.figures): r.holds for r in found.relations}
    assert sentences["900万元 = 320万元 + 688万元，算得 1008万元"] is False
    assert sentences["27件中有24件"] is True
    assert "2022年" in {o.surface for o in found.left_out}
    assert all(f.rules for f in found.figures) and all(r.rules for r in found.relations)


def test_periods_are_said_as_sentences_name_them() -> None:
    spoken = {
        "2023-01-01/2023-09-30": "2023年1—9月", "2023": "2023年", "2023-09-30": "2023-09-30",
        "2016/2021": "2016—2021年", "2023-10-01/..": "2023-10-01起", "../2025": "至2025年",
        "": "", "x/y": "x/y",
    }  # fmt: skip
    assert {iso: said.period(iso) for iso in spoken} == spoken
