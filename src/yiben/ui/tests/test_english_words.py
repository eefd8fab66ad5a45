"""The English list holds every marked text, whole and sound, and the server reads just that list."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext

from yiben.ui import english_words, lights, marked_words, months
from yiben.ui.english_words import MO, PO
from yiben.ui.marked_words import Marked, in_python, in_template

LIST = polib.pofile(str(PO))
BLANK = re.compile(r"%\((\w+)\)s|%(?!\()")
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff，。：；、（）《》]")
# What an official types or reads in Chinese also in English: names of places, numbers of records, the brand.
QUOTED = re.compile(r"雷家坪 道路|信访(?=2023-0012)|友好村|见天村|1\.2万|^[一本账中]$")


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_marked_text_is_listed_and_nothing_else() -> None:
    listed = {(one.msgctxt or "", one.msgid) for one in LIST}
    assert listed == {one.key for one in marked_words.all_marked()}


def test_every_text_has_its_english_in_both_numbers() -> None:
    assert english_words.wanting(LIST) == []


def test_the_server_reads_what_is_listed() -> None:
    read = {(one.msgctxt or "", one.msgid): said(one) for one in polib.mofile(str(MO))}
    assert read == {(one.msgctxt or "", one.msgid): said(one) for one in LIST}


def test_english_fills_only_blanks_that_the_chinese_has() -> None:
    wrong = [s for one in LIST for s in said(one) if set(BLANK.findall(s)) - set(BLANK.findall(one.msgid))]
    assert wrong == []


def test_a_blank_left_out_in_english_is_a_noun_only() -> None:
    left = {
        b for one in LIST for s in said(one) for b in set(BLANK.findall(one.msgid)) - set(BLANK.findall(s))
    }
    assert left <= {"noun"}


def test_no_chinese_is_left_in_english_but_examples() -> None:
    assert [s for one in LIST for s in said(one) if CHINESE.search(QUOTED.sub("", s))] == []


def test_english_is_joined_as_the_chinese_is() -> None:
    """A text that starts with a comma goes on from another one, in English too."""
    for one in LIST:
        for english in said(one):
            assert not english.startswith(" ") or one.msgid in "（"
            assert one.msgid[0] != "，" or english.startswith((",", ";"))


def test_templates_are_read_as_django_reads_them() -> None:
    source = """{% load i18n %}{% translate "好" %}{% translate "至" context "column" %}
    {{ x|join:_("、") }}
    {% blocktranslate trimmed with n=x %}
      共{{ n }}行
    {% endblocktranslate %}
    {% blocktranslate count n=x %}{{ n }}处{% plural %}{{ n }}处们{% endblocktranslate %}
    {% blocktranslate %}占%{% endblocktranslate %}{# {% translate "不算" %} #}"""
    assert list(in_template(source)) == [
        Marked("好"), Marked("至", context="column"), Marked("、"), Marked("共%(n)s行"),
        Marked("%(n)s处", plural="%(n)s处们"), Marked("占%%"),
    ]  # fmt: skip


def test_calls_in_python_are_read() -> None:
    source = '_("一" "二")\nlazy("三")\nngettext("四", "四们", n)\npgettext("行", "第")\nprint("五")\n_(word)'
    assert set(in_python(source)) == {
        Marked("一二"), Marked("三"), Marked("四", plural="四们"), Marked("第", context="行"),
    }  # fmt: skip


def test_known_english_stays_when_the_list_is_renewed(tmp_path: Path) -> None:
    old = polib.POFile()
    old.append(polib.POEntry(msgid="好", msgstr="Good"))
    old.append(polib.POEntry(msgid="没有了", msgstr="Gone"))
    new = english_words.merged(
        old, {Marked("好"): ["a.html"], Marked("%(n)s处", plural="%(n)s处"): ["b.html"]}
    )
    assert [(one.msgid, one.msgstr) for one in new] == [("好", "Good"), ("%(n)s处", "")]
    assert english_words.wanting(new) == ["%(n)s处"]


@pytest.mark.parametrize(("days", "english"), [(1, "1 day overdue"), (60, "60 days overdue")])
def test_one_and_many_differ_in_english(days: int, english: str) -> None:
    with translation.override("en"):
        assert lights.late_by(days) == english
    with translation.override("zh-hans"):
        assert lights.late_by(days) == f"逾期{days}日"


def test_the_same_word_may_differ_by_where_it_stands() -> None:
    with translation.override("en"):
        assert (gettext("至"), pgettext("column", "至")) == ("to", "To")
        assert ngettext("有%(n)s处要改", "有%(n)s处要改", 1) == "%(n)s place to mend"
        assert (months.month(10), months.short_month(10)) == ("October", "Oct")
    assert (months.month(10), months.short_month(1)) == ("10月", "1月")
