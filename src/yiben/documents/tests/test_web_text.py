import pytest

from yiben.documents.plain_text import read_text
from yiben.documents.tests.test_plain_text import number_of


def html(body: str) -> str:
    return read_text(f"<html><head><title>题</title></head><body>{body}</body></html>".encode(), "a.html")


def test_blocks_are_lines_and_inline_marks_split_nothing() -> None:
    assert html("<h1>总结</h1><p>办结<b>1</b><span>2</span>件，<br>共3批</p><ul><li>一<li>二</ul>") == (
        "总结\n办结12件，\n共3批\n一\n二"
    )


def test_what_a_browser_does_not_show_is_not_read() -> None:
    unseen = (
        "<script>var a=5</script><style>p{width:9px}</style><!-- 7件 --><noscript>8</noscript>"
        '<p hidden>6户</p><div style="display: none">4户</div><template>3户</template>'
        "<del>2户</del><textarea>1户</textarea>"
    )
    assert html(f"改造{unseen}15户") == "改造15户"


def test_tables_keep_their_cells_apart() -> None:
    assert html("<table><tr><th>村<th>户数</tr><tr><td>友好村</td>\n<td>112户</td></tr></table>") == (
        "村\t户数\n友好村\t112户"
    )


def test_a_line_break_of_the_source_parts_no_chinese_words() -> None:
    assert (
        html("<p>矛盾\n   纠纷 12\n 件 and\nmore</p><pre>甲\n 乙</pre>") == "矛盾纠纷 12 件 and more\n甲\n乙"
    )


def test_entities_are_characters() -> None:
    assert html("3&mdash;5万元&nbsp;&#65285; &lt;b&gt;") == "3—5万元\xa0％ <b>"


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-8"])
def test_a_page_in_an_old_encoding_is_read(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body>兑付资金12.5万元，办结三十六件</body></html>'
    assert read_text(page.encode(charset), "a.htm") == "兑付资金12.5万元，办结三十六件"


def test_one_torn_character_costs_itself_only() -> None:
    page = (
        '<html><meta charset="gb2312"><body>兑付资金12.5万元'.encode("gb18030")
        + b"\xff"
        + "办结3件".encode("gbk")
    )
    text = read_text(page, "a.html")
    assert "12.5万元" in text and "3件" in text


def test_a_page_of_no_known_charset_is_refused() -> None:
    assert number_of(b'<html><meta charset="klingon"><body>\xff\xfe\x00', "a.html") in {"D004"}
    assert number_of(b'<html><meta charset="klingon"><body>\xff\xff', "a.html") == "D004"


def test_elements_nested_deep_are_read_and_without_end_refused() -> None:
    assert html("<div>" * 1000 + "3件" + "</div>" * 1000 + "5件") == "3件\n5件"
    assert number_of(("<html><body>1件" + "<div>" * 9000 + "3件").encode(), "a.html") == "D006"


def test_a_long_text_without_any_break_is_read_to_its_end() -> None:
    assert html("办结三件。" * 2_500_000 + "完").endswith("完")


def test_an_outside_entity_is_not_fetched() -> None:
    page = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body>办结&a;3件</body></html>'
    assert "root:" not in read_text(page.encode(), "a.html")


def test_cells_over_columns_and_rows_leave_each_number_under_its_head() -> None:
    page = (
        "<table><tr><th rowspan=2>村名<th colspan='2'>2023年<th>2024年<tr><th>户数<th>人数<th>户数"
        "<tr><td>东河村<td>10<td>25<td>12</table>"
    )
    read_out = read_text(page.encode(), "a.html")
    assert read_out == "村名\t2023年\t\t2024年\n\t户数\t人数\t户数\n东河村\t10\t25\t12"
