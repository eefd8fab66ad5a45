"""Numbers of persons in a text are found however they are written, and days and sums are left alone."""

import pytest

from yiben.talk.marks import find, hide

ID = "990101198503070017"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"他的身份证是{ID}。", "他的身份证是9901************17。"),
        ("末位是x：99010119850307001x", "末位是x：9901************1X"),
        ("全角９９０１０１１９８５０３０７００１７", "全角9901************17"),
        ("分开写 990101 19850307 0017", "分开写 9901************17"),
        ("老号990101850307001", "老号9901*********01"),
        ("卡号6222 0202 0001 2345 678", "卡号***************5678"),
        ("电话13900000001、139-0000-0002", "电话139****0001、139****0002"),
    ],
)
def test_a_number_of_a_person_is_masked(text: str, kept: str) -> None:
    assert hide(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-12 2023-11-12 两次上门",
        "422802101201是友好村",
        "信访2023-0074，金额12345678.50元",
        "20231012至20231112",
        "0718-8320001",
    ],
)
def test_what_is_no_number_of_a_person_stays(text: str) -> None:
    assert hide(text) == text


def test_a_masked_text_is_found_to_hold_nothing_more() -> None:
    once = hide(f"{ID}，13900000001")
    assert find(once) == [] and hide(once) == once
