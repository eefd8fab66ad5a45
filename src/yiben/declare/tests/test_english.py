"""The catalog in English: what is read changes, what counts does not."""

import re
import tomllib

from yiben.declare.english import CLOCKS, in_english, read_words, untranslated
from yiben.declare.load import catalog, load_catalog, unit_said
from yiben.declare.shape_figures import read_templates
from yiben.declare.shapes import Reader
from yiben.declare.source import read_source
from yiben.declare.uses import CASE, CASE_COUNTS, DUTY, INSPECTION
from yiben.kernel.language import ENGLISH, speaking
from yiben.kernel.locate import catalog_dir


def test_shown_words_are_english_and_the_rest_stays() -> None:
    whole, _ = load_catalog()
    assert whole is not None
    office = whole.offices["zongzhi"].title
    common = {"来源": "Source", "来信": "Letter", office: "Order centre"}
    words = {"common": common, "petitions": {"来源": "Channel"}}

    said = in_english(whole, words)

    source = said.registers["petitions"].fields["source"]
    assert source.title == "Channel"
    assert source.options == whole.registers["petitions"].fields["source"].options
    assert source.option_said("来信") == "Letter"
    assert said.offices["zongzhi"].title == "Order centre"
    assert said.figures["petitions.received"].formula == whole.figures["petitions.received"].formula


def test_what_has_no_english_is_listed_once_with_its_file() -> None:
    whole, _ = load_catalog()
    assert whole is not None

    missing = untranslated(whole, {})

    assert ("petitions", "诉求性质") in missing
    assert len(missing) == len(set(missing))
    assert ("petitions", "诉求性质") not in untranslated(
        whole, {"petitions": {"诉求性质": "Kind of request"}}
    )


def test_the_shipped_catalog_is_english_throughout() -> None:
    whole, _ = load_catalog()
    assert whole is not None
    words = read_words(catalog_dir())

    assert untranslated(whole, words) == []
    chinese = re.compile("[一-龥]")
    said = [english for file in words.values() for english in file.values()]
    # What must be typed in Chinese stands in quotes.
    assert [one for one in said if chinese.search(re.sub("“[^”]*”", "", one))] == []
    assert all(one.strip() for one in said)


def test_no_file_of_words_holds_what_nobody_reads() -> None:
    whole, _ = load_catalog()
    assert whole is not None
    words = read_words(catalog_dir())
    wanted = {text for _, text in untranslated(whole, {})} | every_text_of_shapes()
    unread = [(file, text) for file in words if file != "units" for text in words[file] if text not in wanted]

    assert unread == []
    assert set(words) <= {*whole.registers, "common", "shapes", "rules", "units"}


def every_text_of_shapes() -> set[str]:
    """What shapes of work bring to a register that has everything, used or not."""
    found: set[str] = set()
    for file in sorted((catalog_dir() / "shapes").glob("*.toml")):
        source, _ = read_source(file, file.name)
        assert source is not None
        for template in read_templates(Reader(source), file.stem):
            figure = template.figure
            found |= {figure.title, figure.definition, *(check.why for check in figure.checks)}
    titles = [CASE, DUTY, *INSPECTION.values()]
    return (
        found
        | {title for some in titles for title, _ in some.values()}
        | {*CASE_COUNTS.values(), *CLOCKS.values()}
    )


def test_every_unit_has_an_english_and_is_said_only_in_english() -> None:
    known = tomllib.loads((catalog_dir() / "township" / "units.toml").read_text(encoding="utf-8"))["units"]

    assert set(read_words(catalog_dir())["units"]) == set(known)
    assert unit_said("件") == "件"
    with speaking(ENGLISH):
        assert unit_said("件") == "cases"
        assert unit_said("没有的单位") == "没有的单位"


def test_a_word_of_one_register_goes_before_the_common_one() -> None:
    with speaking(ENGLISH):
        assert catalog().registers["visits"].noun == "visits"
        assert catalog().registers["waste_transport"].noun == "loads"
    assert catalog().registers["visits"].noun == "次"
