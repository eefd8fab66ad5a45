"""Whatever the text, reading gives figures that lie where they say, and never a fault."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiben.reading.model import BOUNDS, KINDS, RELATIONS
from yiben.reading.read import read

_WORDS = (
    "全镇", "完成", "投资", "其中", "分别为", "占", "同比增长", "由", "增加到", "较上年", "受理",
    "石桥村", "合计",
    "人", "户", "万元", "亿", "个", "%", "件", "亩", "余", "近", "约", "半", "一半", "过半", "三成",
    "以上", "年",
    "月", "第", "位", "至", "—", "、", "，", "。", "；", "：", "（", "）", "“", "”", "《",
    "\n", "\t", " ", "\u3000",
    "1", "23", "4.5", "1,200", "１２", "，345", "一百二十", "两", "十几", "2023年", "12.3.4", "-", "负", "零",
    "\u200f", "\ufeff", "\x00", "\ud800", "𠀀", "单位：万元", "金额（万元）", "翻两番",
    "三分之二", "1/3", "0",
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=40).map("".join) | st.text(max_size=120)


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_any_text_is_read_and_what_is_found_lies_where_it_says(text: str) -> None:
    found = read(text)
    assert found.text == text
    placed = [(f.start, f.end, f.surface) for f in found.figures]
    for start, end, surface in placed + [(o.start, o.end, o.surface) for o in found.left_out]:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == surface
    starts = [figure.start for figure in found.figures]
    assert starts == sorted(starts)
    for figure in found.figures:
        assert figure.bound in BOUNDS and figure.kind in KINDS and figure.unit
        assert isinstance(figure.value, Decimal) and figure.value.is_finite()
    for relation in found.relations:
        assert relation.type in RELATIONS
        assert all(0 <= index < len(found.figures) for index in (relation.whole, *relation.parts))


@pytest.mark.parametrize(
    "text",
    ["", "\n", "0", "9" * 5000 + "元", "亿" * 3000, "1,234" * 500, "一" * 3000 + "个", "\t" * 3000,
     "第" * 2000,
     "12\u200f\u202e34万元", "".join(map(chr, range(0, 0x300))), "3" + "个亿" * 500, "1 2 3 4 5\n" * 400],
)  # fmt: skip
def test_odd_texts_are_read(text: str) -> None:
    found = read(text)
    assert all(text[one.start : one.end] == one.surface for one in found.figures)
