"""One value typed or imported: read, refused with everything wrong, shown, typed back."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiben.kernel.identity import with_check_digit
from yiben.kernel.tests.plain_field import PlainField as F
from yiben.kernel.values import read_value, show_value, type_value

ID = with_check_digit("99010119900307123")
MONEY, MU, PEOPLE = F("money", unit="万元"), F("number", unit="亩"), F("integer", unit="人", minimum=0)
CHOICE = F("choice", options=("来信", "来访"))


def faults(field: F, raw: object) -> list[str]:
    value, problems = read_value(field, raw)
    assert value is None or not problems
    assert all(p.where == field.id for p in problems if p.number != "K026")
    return [p.number for p in problems]


@pytest.mark.parametrize(
    ("field", "raw", "kept"),
    [
        (MONEY, "1.2", Decimal(12000)),
        (MONEY, 1.1, Decimal(11000)),
        (MONEY, "1,008", Decimal(10080000)),
        (MONEY, "1200元", Decimal(1200)),
        (MONEY, "1.2万元", Decimal(12000)),
        (MONEY, "0.000001", Decimal("0.01")),
        (F("money", unit="元"), "1.2万", Decimal(12000)),
        (F("number", unit="%"), "97.5%", Decimal("0.975")),
        (F("number", unit="%"), "97.5", Decimal("0.975")),
        (MU, "１２．５亩", Decimal("12.5")),
        (PEOPLE, 12.0, 12),
        (PEOPLE, "1.2万人", 12000),
        (F("date"), "2023-10-12", date(2023, 10, 12)),
        (F("date"), "2023.10.2", date(2023, 10, 2)),
        (F("date"), "2023/10/12", date(2023, 10, 12)),
        (F("date"), "20231012", date(2023, 10, 12)),
        (F("date"), 20231012.0, date(2023, 10, 12)),
        (F("date"), "2023年10月12日", date(2023, 10, 12)),
        (F("date"), "２０２３年１０月１２号", date(2023, 10, 12)),
        (F("date"), "2023-10-12 11:10:30", date(2023, 10, 12)),
        (F("date"), datetime(2023, 10, 12, 17, tzinfo=UTC), date(2023, 10, 13)),
        (CHOICE, " 来访 ", "来访"),
        (F("choice", options=("2022", "2023")), 2023.0, "2023"),
        (F("boolean"), "是", True),
        (F("boolean"), 0.0, False),
        (F("text"), "  三组塌方　", "三组塌方"),
        (F("text"), 15.0, "15"),
        (F("text"), datetime(2023, 10, 12), "2023-10-12"),
        (F("long_text"), "一\r\n二", "一\n二"),
        (F("place"), "雷家坪村", "雷家坪村"),
        (F("person_name"), "冉某", "冉某"),
        (F("id_number"), ID.lower(), ID),
        (F("phone"), "+86 138-1234-5678", "13812345678"),
        (F("phone"), "（0718）7654321", "0718-7654321"),
        (F("phone"), "0718-7654321转801", "0718-7654321-801"),
        (F("phone"), 13812345678.0, "13812345678"),
        (F("bank_account"), "6222 0000 1111 2222", "6222000011112222"),
        (MONEY, "", None),
        (F("date"), "  ", None),
        (PEOPLE, None, None),
    ],
)
def test_it_is_kept_in_one_form(field: F, raw: object, kept: Any) -> None:
    value, problems = read_value(field, raw)
    assert not problems
    assert (value, type(value)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("field", "raw", "numbers"),
    [
        (F("date"), "2023-02-30", ["K002"]),
        (F("date"), "2023年10-12", ["K002"]),
        (F("date"), "2023-10.12", ["K002"]),
        (F("date"), "6月3日", ["K002"]),
        (F("date"), 45211, ["K002"]),
        (F("date"), True, ["K002"]),
        (F("date"), "1899-12-31", ["K015"]),
        (F("date"), "2101-01-01", ["K015"]),
        (MONEY, "很多", ["K003"]),
        (MONEY, float("nan"), ["K003"]),
        (MONEY, "9" * 10**6, ["K003"]),
        (MONEY, True, ["K003"]),
        (MONEY, "5%", ["K003"]),
        (MONEY, "12亩", ["K003"]),
        (MONEY, "1.2万", ["K030"]),
        (MONEY, "1.2345678", ["K016"]),
        (MU, "1.234", ["K016"]),
        (F("money", unit="元", minimum=0), "-5", ["K004"]),
        (F("money", unit="万元", maximum=50), "60", ["K005"]),
        (F("money", unit="万元", maximum=50), "60万元", ["K005"]),
        (F("money", unit="万元", maximum=50), "600000元", ["K005"]),
        (F("money", unit="元", maximum=50), "60.123", ["K016", "K005"]),
        (MONEY, "9999999999999.99", ["K027"]),
        (F("money", unit="两"), "5", ["K026"]),
        (PEOPLE, "1.5", ["K017"]),
        (PEOPLE, "-1.5", ["K017", "K004"]),
        (PEOPLE, "9" * 16, ["K027"]),
        (CHOICE, "电话", ["K006"]),
        (F("boolean"), "也许", ["K019"]),
        (F("text", max_length=3), "一二三四", ["K007"]),
        (F("text"), "一\x00二", ["K008"]),
        (F("text"), "一\u202e二", ["K008"]),
        (F("text"), "一\ud800二", ["K008"]),
        (F("text"), "一\n二", ["K008"]),
        (F("text", max_length=3), "一二\u200b三四", ["K007", "K008"]),
        (F("text"), "长" * 2 * 10**6, ["K007"]),
        (F("place"), "村" * 61, ["K007"]),
        (F("id_number"), ID[:-1], ["K010"]),
        (F("id_number"), 9.9010119900307e17, ["K029"]),
        (F("phone"), "110", ["K018"]),
        (F("phone"), "2381234567890", ["K018"]),
        (F("bank_account"), "1234", ["K022"]),
        (F("bank_account"), 6.222e18, ["K029"]),
        (F("bank_account"), float("inf"), ["K029"]),
    ],
)
def test_everything_wrong_with_it_is_told(field: F, raw: object, numbers: list[str]) -> None:
    assert faults(field, raw) == numbers


TYPES = ("text", "long_text", "integer", "number", "money", "date", "choice", "boolean", "place",
         "person_name", "id_number", "phone", "bank_account")  # fmt: skip


@given(
    st.sampled_from(TYPES),
    st.sampled_from(["", "元", "万元", "%", "亩"]),
    st.one_of(st.text(), st.from_regex(r"[-0-9., 年月日万元%]{1,20}"), st.floats(), st.integers(),
              st.booleans(), st.decimals(), st.dates(), st.datetimes(), st.none()),
)  # fmt: skip
def test_any_input_is_kept_or_told_and_what_is_kept_can_be_typed_again(
    kind: str, unit: str, raw: object
) -> None:
    field = F(
        kind, unit=unit if kind in ("integer", "number", "money") else "", options=("来信",), decimals=4
    )
    value, problems = read_value(field, raw)
    assert value is None or not problems
    assert read_value(field, type_value(field, value)) == (value, [])
    show_value(field, value)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (MONEY, Decimal(10080000), "1,008"),
        (MONEY, Decimal(12345), "1.2345"),
        (F("money", unit="元"), Decimal("-1234.5"), "−1,234.5"),
        (F("number", unit="%"), Decimal("0.975"), "97.5"),
        (PEOPLE, 4693, "4,693"),
        (F("date"), date(2023, 10, 12), "2023-10-12"),
        (F("date"), "2023-10-12", "2023-10-12"),
        (F("boolean"), False, "否"),
        (CHOICE, "来访", "来访"),
        (F("id_number"), "99010119900307123X", "9901************3X"),
        (F("id_number"), {"k": "1", "c": "x", "x": "y"}, "******"),
        (F("text"), None, ""),
    ],
)
def test_it_is_shown_as_tables_show_it(field: F, value: Any, shown: str) -> None:
    assert show_value(field, value) == shown


def test_what_was_typed_is_cut_and_cleaned_before_it_is_told() -> None:
    _, problems = read_value(F("date"), "坏\x00" * 100)
    assert "\x00" not in problems[0].sentence
    assert len(problems[0].sentence) < 100


@pytest.mark.parametrize("raw", [["来信"], {"来": "信"}, True])
@pytest.mark.parametrize("kind", ["text", "long_text", "person_name", "id_number", "phone"])
def test_what_is_no_text_is_not_made_one(kind: str, raw: object) -> None:
    assert faults(F(kind), raw) == ["K031"]
