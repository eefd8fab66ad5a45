"""Standard figures of a shape of work: what each register gets of them, and what is told of a faulty file."""

import tomllib
from decimal import Decimal
from pathlib import Path

from yiben.declare.english import in_english, untranslated
from yiben.declare.lines import key_lines
from yiben.declare.load import load_catalog
from yiben.declare.model import Catalog, Register
from yiben.declare.registers import read_register
from yiben.declare.shape_figures import Templates, expand, read_templates
from yiben.declare.shapes import Reader
from yiben.declare.source import Source
from yiben.declare.tests.sample import PETITIONS, write_catalog

RECEIVED = """
[figures.taken_in]
title = "{title}收件数"
unit = "{noun}"
formula = "count({happened} is not null)"
definition = "按收到日计。"
[[figures.taken_in.checks]]
why = "只数期内的"
rows = [{ "{happened}" = 2023-05-01 }]
is = 1
"""
CASES = PETITIONS.replace("[states]", "[uses.cases]\nclass = 'source'\n\n[states]").replace(
    'happened = "received_on"', 'happened = "received_on"\nnoun = "件"'
)


def read(text: str, shape: str = "cases") -> tuple[Templates, list[str]]:
    source = Source(
        f"catalog/shapes/{shape}.toml", text, tomllib.loads(text, parse_float=Decimal), key_lines(text)
    )
    reader = Reader(source)
    return read_templates(reader, shape), [f"{p.number} {p.where}" for p in reader.problems]


def a_register(folder: Path, text: str = CASES) -> Register:
    found, problems = load_catalog(write_catalog(folder, petitions=text))
    assert found is not None, problems
    return found.registers["petitions"]


def test_the_blanks_are_filled_by_the_register(tmp_path: Path) -> None:
    register = expand(a_register(tmp_path), read(RECEIVED)[0])
    figure = register.figures["petitions.taken_in"]
    assert (figure.title, figure.template) == ("信访热线收件数", "{title}收件数")
    assert (figure.register, figure.unit, figure.formula) == (
        "petitions",
        "件",
        "count(received_on is not null)",
    )
    assert [dict(row) for row in figure.checks[0].rows] == [
        {"received_on": figure.checks[0].rows[0]["received_on"]}
    ]
    assert figure.where == "catalog/shapes/cases.toml:2"


def test_a_register_that_does_not_use_the_shape_gets_nothing(tmp_path: Path) -> None:
    register = a_register(tmp_path, PETITIONS)
    assert expand(register, read(RECEIVED)[0]) is register


def test_a_figure_that_the_register_declares_itself_goes_before(tmp_path: Path) -> None:
    register = a_register(tmp_path)
    templates, _ = read(RECEIVED.replace("taken_in", "received"))
    assert expand(register, templates).figures["petitions.received"].title == "信访件收到数"


def test_what_the_register_has_no_column_for_it_has_no_figure_of(tmp_path: Path) -> None:
    register = a_register(tmp_path)
    for change in (
        RECEIVED.replace("{happened} is", "{closed} is"),
        RECEIVED.replace('"{happened}" =', '"{due}" ='),
        RECEIVED.replace("title =", 'requires = ["satisfaction"]\ntitle =', 1),
        RECEIVED.replace("title =", 'requires = ["source:传真"]\ntitle =', 1),
        RECEIVED.replace("title =", 'requires = ["move:return"]\ntitle =', 1),
    ):
        assert "petitions.taken_in" not in expand(register, read(change)[0]).figures
    there = RECEIVED.replace("title =", 'requires = ["source:来信", "in_time"]\ntitle =', 1)
    assert "petitions.taken_in" in expand(register, read(there)[0]).figures


def test_a_faulty_file_of_standard_figures_is_told_with_its_line_and_gives_none() -> None:
    assert read(RECEIVED.replace('unit = "{noun}"\n', "")) == ((), ["C003 catalog/shapes/cases.toml:2"])
    assert read(RECEIVED.replace("formula", "formel"))[1] == [
        "C002 catalog/shapes/cases.toml:5",
        "C003 catalog/shapes/cases.toml:2",
    ]
    assert read(RECEIVED, "meetings") == ((), ["C005 catalog/shapes/meetings.toml:1"])
    assert read("figures = 3\n")[1] == ["C004 catalog/shapes/cases.toml:1"]
    assert read("[figures]\nnew = 3\n")[1] == ["C004 catalog/shapes/cases.toml:2"]


def test_the_catalog_is_loaded_with_the_figures_of_its_shapes(tmp_path: Path) -> None:
    root = write_catalog(tmp_path, petitions=CASES)
    (root / "shapes").mkdir()
    (root / "shapes" / "cases.toml").write_text(RECEIVED, encoding="utf-8")
    found, problems = load_catalog(root)
    assert problems == [] and found is not None
    assert "petitions.taken_in" in found.figures


def test_titles_are_filled_in_english_by_the_english_title(tmp_path: Path) -> None:
    root = write_catalog(tmp_path, petitions=CASES)
    (root / "shapes").mkdir()
    (root / "shapes" / "cases.toml").write_text(RECEIVED, encoding="utf-8")
    whole, _ = load_catalog(root)
    assert whole is not None
    missing = [text for file, text in untranslated(whole, {}) if file == "shapes"]
    assert {"{title}收件数", "按收到日计。", "只数期内的", "按期办结"} <= set(missing)
    words = {
        "petitions": {"信访热线": "Petitions"},
        "shapes": {"{title}收件数": "{title}: taken in", "按收到日计。": "By day received."},
    }
    said = in_english(whole, words).figures["petitions.taken_in"]
    assert (said.title, said.definition) == ("Petitions: taken in", "By day received.")
    assert in_english(whole, {}).figures["petitions.taken_in"].title == "信访热线收件数"


LIMIT = """
[limits.accept]
title = "受理告知"
rule = "notice"
from = "received_on"
main = true
"""


def test_the_fields_of_a_clock_are_titled_by_the_clock(tmp_path: Path) -> None:
    made = read_register_of(CASES.replace("[states]", f"{LIMIT}\n[states]"))
    whole = Catalog({}, {"petitions": made}, {}, {}, {})
    missing = untranslated(whole, {})
    assert ("shapes", "{limit}应于") in missing and ("petitions", "受理告知") in missing
    assert not {text for _, text in missing} & {"受理告知应于", "受理告知按期"}
    words = {"petitions": {"受理告知": "Notice"}, "shapes": {"{limit}应于": "{limit}: due"}}
    said = in_english(whole, words).registers["petitions"].fields
    assert (said["accept_due"].title, said["accept_in_time"].title) == ("Notice: due", "受理告知按期")


def read_register_of(text: str) -> Register:
    data = tomllib.loads(text, parse_float=Decimal)
    return read_register(Reader(Source("catalog/order/petitions.toml", text, data, key_lines(text))), "order")
