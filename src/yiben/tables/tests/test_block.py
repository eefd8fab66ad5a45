"""What Excel and WPS put on the clipboard, read and written back."""

import random

import pytest

from yiben.kernel.problems import Refused
from yiben.tables.block import letter, read_block, write_block


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t乙\r\n1\t2\r\n", [["甲", "乙"], ["1", "2"]]),
        ('甲\t"第一行\n第二行"\t丙', [["甲", "第一行\n第二行", "丙"]]),
        ('"他说""好"""\t乙', [['他说"好"', "乙"]]),
        ('2"管\t5" 屏', [['2"管', '5" 屏']]),
        ('"没有合上\t乙\n丙\t丁', [['"没有合上', "乙"], ["丙", "丁"]]),
        ("甲\t\t\n乙\t丙\t\n\t\t\n\n", [["甲", ""], ["乙", "丙"]]),
        ("甲\r乙\r", [["甲"], ["乙"]]),
        ("甲\n\n乙", [["甲"], [""], ["乙"]]),
        ("\ufeff甲\t乙", [["甲", "乙"]]),
    ],
)
def test_a_block_is_read_as_the_table_it_was(text: str, rows: list[list[str]]) -> None:
    assert read_block(text) == rows


def test_whatever_is_written_is_read_back() -> None:
    chance = random.Random(5)
    for _ in range(300):
        rows = [["".join(chance.choices('甲乙"\t\n 1', k=chance.randrange(6))) + "末" for _c in range(4)]
                for _r in range(3)]  # fmt: skip
        assert read_block(write_block(rows)) == rows


@pytest.mark.parametrize(
    ("text", "number"),
    [(" \n\t\n", "G002"), ("甲\n" * 10_006, "G001"), ("\t".join("甲" * 201), "G003")],
)
def test_nothing_or_too_much_is_refused(text: str, number: str) -> None:
    with pytest.raises(Refused) as refused:
        read_block(text)
    assert [p.number for p in refused.value.problems] == [number]


def test_columns_are_named_as_in_a_sheet() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
