"""The catalog in English: what is read changes, what counts does not."""

from yiben.declare.english import in_english, untranslated
from yiben.declare.load import load_catalog


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
