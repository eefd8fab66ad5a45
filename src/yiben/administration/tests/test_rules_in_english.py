"""A rule read in English is the same rule: its kind and what is kept of it do not change."""

from yiben.administration.rules import lines
from yiben.declare.load import catalog
from yiben.kernel.language import CHINESE, ENGLISH, speaking


def test_a_rule_checked_in_chinese_is_not_stale_in_english() -> None:
    with speaking(CHINESE):
        written = {line.id: line for r in catalog().registers.values() for line in lines(r)}
    with speaking(ENGLISH):
        read = {line.id: line for r in catalog().registers.values() for line in lines(r)}
    assert written.keys() == read.keys()
    assert [i for i in written if (written[i].kind, written[i].kept) != (read[i].kind, read[i].kept)] == []
    assert any(written[i].title != read[i].title for i in written)
