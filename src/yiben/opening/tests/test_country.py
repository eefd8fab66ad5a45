import pytest

from yiben.kernel.problems import Refused
from yiben.opening import country


@pytest.mark.parametrize(
    "said", ["330203103", "古林镇", "海曙古林", "宁波古林镇", "浙江省宁波市海曙区古林镇", " 古 林 镇 "]
)
def test_a_town_is_found_by_its_code_and_by_what_people_call_it(said: str) -> None:
    found = country.one(said)

    assert (found.code, found.full) == ("330203103", "浙江省宁波市海曙区古林镇")


def test_of_several_towns_of_one_name_each_is_told_with_its_code() -> None:
    with pytest.raises(Refused, match=r"有4个.*湖北省随州市随县吴山镇（421321110）.*W002"):
        country.one("吴山镇")

    assert country.one("随县吴山镇").code == "421321110"


def test_so_many_that_not_all_are_told() -> None:
    with pytest.raises(Refused, match=r"有50个.*另有10个.*W002"):
        country.one("太平镇")


def test_an_unknown_name_gets_those_that_look_like_it() -> None:
    with pytest.raises(Refused, match=r"柏杨坝镇（422802101）.*W001"):
        country.one("利川市柏扬坝镇")
    with pytest.raises(Refused, match="W001"):
        country.one("999999999")


def test_a_subdistrict_may_be_called_by_its_office() -> None:
    assert country.one("东城区东华门街道办事处").code == "110101001"


def test_a_prefecture_without_counties_is_said_once() -> None:
    assert country.one("东莞市长安镇").full == "广东省东莞市长安镇"


def test_the_four_municipalities_say_no_hollow_level() -> None:
    assert country.one("110101001").full == "北京市东城区东华门街道"
