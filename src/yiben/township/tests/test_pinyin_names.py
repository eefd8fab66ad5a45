import pytest

from yiben.township.pinyin_names import in_pinyin


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("雷家坪村", "Leijiaping Village"),
        ("柏杨坝镇", "Baiyangba Town"),
        ("随县", "Sui County"),
        ("A3网格", "A3wangge"),
    ],
)
def test_a_place_in_letters(name: str, said: str) -> None:
    assert in_pinyin(name) == said
