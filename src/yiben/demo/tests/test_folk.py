"""Invented people: right check digits, the area that is nobody's, no number twice."""

from datetime import date

from yiben.demo.folk import AREA, Folk, Person, check_digit
from yiben.demo.villages import Village

HERE = Village("422802101999", "示例村", 1.0)


def some(seed: str = "甲", count: int = 3000) -> list[Person]:
    folk = Folk(seed)
    return [folk.person(HERE) for _ in range(count)]


def test_the_check_digit_is_that_of_the_standard() -> None:
    # GB 11643-1999 appendix: 11010519491231002X and 440524188001010014.
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"


def test_every_number_lies_in_the_area_that_nobody_has() -> None:
    for person in some():
        assert person.id_number.startswith("99") and person.id_number[:6] == AREA
        assert check_digit(person.id_number[:17]) == person.id_number[17]
        assert person.id_number[6:14] == f"{person.birth:%Y%m%d}"
        assert int(person.id_number[16]) % 2 == (1 if person.sex == "男" else 0)


def test_no_two_persons_share_a_number() -> None:
    people = some(count=20000)
    for numbers in ("id_number", "phone", "bank_account"):
        assert len({getattr(p, numbers) for p in people}) == len(people)


def test_numbers_have_their_invented_patterns() -> None:
    for person in some(count=200):
        assert person.phone.startswith("199000") and len(person.phone) == 11
        assert person.bank_account.startswith("9900") and len(person.bank_account) == 19


def test_the_same_seed_gives_the_same_people() -> None:
    assert some("甲", 50) == some("甲", 50)
    assert some("甲", 50) != some("乙", 50)


def test_births_stay_in_the_asked_years() -> None:
    folk = Folk("岁")
    births = [folk.person(HERE, (1950, 1951)).birth for _ in range(500)]
    assert min(births) >= date(1950, 1, 1) and max(births) <= date(1951, 12, 31)
