import pytest

from yiben.documents.title_lines import LINE, title_lines, width


def test_a_short_title_stays_on_one_line() -> None:
    assert title_lines("柏杨坝镇2023年前三季度工作回顾") == ["柏杨坝镇2023年前三季度工作回顾"]


@pytest.mark.parametrize(
    "title",
    [
        "柏杨坝镇人民政府关于2023年前三季度经济社会发展和乡村振兴重点工作完成情况的报告",
        "利川市柏杨坝镇2023年度防止返贫监测帮扶、危房改造与人居环境整治工作总结及2024年工作打算",
        "一" * 70,
        "2023" * 30,
    ],
)
def test_a_long_title_breaks_evenly_and_loses_nothing(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(map(width, lines)) <= LINE
    assert not any(line[0] in "，、的）》”年" for line in lines[1:])


def test_a_long_title_breaks_where_a_phrase_ends() -> None:
    lines = title_lines("柏杨坝镇人民政府关于2023年前三季度重点工作情况的报告")
    assert lines[0] == "柏杨坝镇人民政府"
