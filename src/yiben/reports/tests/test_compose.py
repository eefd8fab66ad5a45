from dataclasses import replace
from datetime import date
from decimal import Decimal

from yiben.declare.model import Outline, Section, Sentence
from yiben.kernel.periods import Period
from yiben.reports.compose import ALL_ZERO, NO_VALUE, NOT_ALLOWED, compose
from yiben.reports.model import FigureRun
from yiben.reports.tests.town import (
    HALF,
    NINE_MONTHS,
    FakeEngine,
    catalog,
    drafted,
    example,
    outline,
    said,
    subject,
)

PERSONS = "relief.persons"


def test_a_figure_stands_in_its_sentence_with_its_unit() -> None:
    assert said({"petitions.received": 118}, "收到信访{petitions.received}。") == "收到信访118件。"


def test_title_and_date_are_those_of_the_town_and_period() -> None:
    draft = example()
    assert draft.title == "柏杨坝镇2023年前三季度工作回顾"
    assert draft.dateline == "（2023年10月12日）"
    assert draft.sections[0].heading == "一、平安建设"
    assert draft.basis == "时期：2023年1—9月（另注者除外）　截至：2023-10-12　范围：全镇29个村（社区）"


def test_households_are_said_with_their_persons_and_each_opens_its_own_rows() -> None:
    draft = drafted({"relief.households": 252, "relief.persons": 947}, "监测{relief.households}。")
    runs = next(draft.paragraphs()).runs
    assert "".join(run.shown for run in runs) == "监测252户947人。"
    assert [run.figure for run in runs if isinstance(run, FigureRun)] == ["relief.households", PERSONS]


def test_persons_already_in_the_sentence_are_not_said_twice() -> None:
    given = {"relief.households": 252, "relief.persons": 947}
    assert said(given, "监测{relief.households}{relief.persons}。") == "监测252户947人。"


def test_a_named_period_takes_the_value_of_that_period() -> None:
    given = {"petitions.received": 118, ("petitions.received", HALF): 56}
    text = said(given, "收到{petitions.received}，上半年{petitions.received@first_half}。")
    assert text == "收到118件，上半年56件。"


def test_the_engine_is_asked_once_a_period() -> None:
    engine = FakeEngine({"petitions.received": 1, "petitions.closed": 1})
    sentences = ("{petitions.received}{petitions.closed}", "{petitions.received@first_half}", "{town}")
    compose(outline(*sentences), catalog().registers, subject(), engine)
    assert engine.asked == [
        (("petitions.received", "petitions.closed"), NINE_MONTHS), (("petitions.received",), HALF),
    ]  # fmt: skip


def test_a_sentence_whose_figure_has_no_value_is_left_out_and_counted() -> None:
    draft = drafted({"petitions.received": 5}, "收到{petitions.received}。", "新建道路{roads.built}。")
    assert next(draft.paragraphs()).text == "收到5件。"
    assert [(left.text, left.why) for left in draft.left_out] == [("新建道路【新建道路】。", NO_VALUE)]
    assert draft.notes[1] == "提纲中有1句未写入：时期内没有数据1句。"


def test_a_zero_beside_a_number_is_said_but_zeros_alone_are_not() -> None:
    given = {"petitions.received": 5, "petitions.closed": 0}
    assert said(given, "收到{petitions.received}，办结{petitions.closed}。") == "收到5件，办结0件。"
    draft = drafted(given, "办结{petitions.closed}。")
    assert not draft.sections and draft.left_out[0].why == ALL_ZERO


def test_a_condition_must_have_a_value_that_is_not_0() -> None:
    sentence = Sentence("收到{petitions.received}。", only_if=("petitions.closed@first_half",))
    assert said({"petitions.received": 5, "petitions.closed": 1}, sentence) == "收到5件。"
    assert said({"petitions.received": 5, "petitions.closed": 0}, sentence) == ""
    assert said({"petitions.received": 5}, sentence) == ""


def test_a_sentence_without_figures_stands() -> None:
    assert said({}, "{town}坚持底线思维。") == "柏杨坝镇坚持底线思维。"


def test_what_the_reader_may_not_see_is_left_out_unasked() -> None:
    engine = FakeEngine({"petitions.received": 5, "relief.households": 3, "relief.persons": 9})
    given = outline("收到{petitions.received}。", "监测{relief.households}。")
    seen = subject(may_see=lambda register: register != "relief")
    draft = compose(given, catalog().registers, seen, engine)
    assert engine.asked == [(("petitions.received",), NINE_MONTHS)]
    assert [left.why for left in draft.left_out] == [NOT_ALLOWED]


def test_a_falling_growth_turns_its_word() -> None:
    sentence = "件数同比增长{petitions.growth}。"
    assert said({"petitions.growth": Decimal("-0.068")}, sentence) == "件数同比下降6.8%。"
    assert said({"petitions.growth": Decimal("0.0293")}, sentence) == "件数同比增长2.93%。"
    given = {"petitions.growth": 0, "petitions.received": 4}
    assert said(given, "收{petitions.received}，同比增长{petitions.growth}。") == "收4件，同比持平。"


def test_figures_are_numbered_at_first_use_and_listed_once() -> None:
    draft = drafted(
        {"petitions.received": 1118, "petitions.closed": 5},
        "{petitions.received}、{petitions.closed}、{petitions.received}、{petitions.received@first_half}。",
    )
    assert [(line.number, line.section, line.title, line.value, line.source) for line in draft.figures] == [
        (1, "一", "信访件收到数", "1,118", "信访热线，7行"),
        (2, "一", "信访件办结数", "5", "信访热线，7行"),
        (3, "一", "信访件收到数，上半年", "1,118", "信访热线，7行"),
    ]
    runs = [run.number for run in next(draft.paragraphs()).runs if isinstance(run, FigureRun)]
    assert runs == [1, 2, 1, 3]


def test_sections_are_numbered_after_the_empty_ones_are_gone() -> None:
    def section(title: str, text: str) -> Section:
        return Section(title, ((Sentence(text),),))

    given = Outline("review", "", (
        section("", "总的情况。"), section("一、道路", "{roads.built}"),
        section("二、信访", "{petitions.received}"), section("下步", "继续努力。"),
    ))  # fmt: skip
    draft = compose(given, catalog().registers, subject(), FakeEngine({"petitions.received": 1}))
    assert [s.heading for s in draft.sections] == ["", "一、信访", "二、下步"]


def test_a_demo_town_says_so_on_the_first_page_and_under_the_list() -> None:
    draft = drafted({"petitions.received": 1}, "{petitions.received}", demo=True)
    assert draft.dateline == "（2023年10月12日　演示数据）"
    assert "演示数据" in draft.notes[-1]


def test_another_period_gives_another_title() -> None:
    may = replace(subject(), period=Period(date(2023, 5, 1), date(2023, 5, 31)))
    draft = compose(outline("。"), catalog().registers, may, FakeEngine({}))
    assert draft.title == "柏杨坝镇2023年5月工作回顾"
