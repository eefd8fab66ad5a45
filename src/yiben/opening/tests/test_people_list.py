import pytest

from yiben.administration import batch, changes
from yiben.kernel.problems import Refused
from yiben.opening import people_list, posts
from yiben.opening.tests.conftest import GULIN, TOWN, Staff
from yiben.township import people
from yiben.township.models import Account
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db

HEAD = "姓名\t岗位\t村或办公室\t账号\t手机\n"


@pytest.fixture
def town(staff: Staff) -> Staff:
    posts.keep(TOWN, {k.id for k in posts.business_kinds()}, staff.system)
    return staff


@pytest.mark.parametrize(
    ("name", "said"),
    [("王小华", "wangxiaohua"), ("单示例", "shanshili"), ("欧阳例", "ouyangli"), ("曾样本", "zengyangben")],
)
def test_account_names_are_made_of_pinyin(name: str, said: str) -> None:
    assert people_list.pinyin_of(name) == said


def test_a_list_with_a_head_is_understood_and_phones_are_left_out(town: Staff) -> None:
    text = (
        HEAD
        + "张示例\t文书\t古林村\t\t13900000000\n李样例\t财政所办事员\t财政所\tlisan\t\n王试\t镇长\t古林镇"
    )

    rows = people_list.read(text, TOWN)

    assert [(r.number, r.username, r.name, r.post, r.place) for r in rows] == [
        (2, "zhangshili", "张示例", "clerk_village", "古林村"),
        (3, "lisan", "李样例", "财政所办事员", ""),
        (4, "wangshi", "王试", "镇长", ""),
    ]


def test_a_list_without_a_head_is_understood_too(town: Staff) -> None:
    rows = people_list.read("张示例 古林村文书 13900000000\n李样例，lisan，财政所办事员", TOWN)

    assert [(r.username, r.post, r.place) for r in rows] == [
        ("zhangshili", "clerk_village", "古林村"),
        ("lisan", "财政所办事员", ""),
    ]


def test_made_up_account_names_are_unique(town: Staff) -> None:
    people.account("zhangshili", "张示例")
    rows = people_list.read("张示例\t镇长\n张实力\t党委书记\n张石里\t财政所办事员", TOWN)

    assert [r.username for r in rows] == ["zhangshili2", "zhangshili3", "zhangshili4"]


def test_every_fault_stands_in_its_cell(town: Staff) -> None:
    posts.keep(TOWN, {k.id for k in posts.business_kinds()} - {"clerk_ziran"}, town.system)
    rows = (
        "张示例\t文书\t无名村", "\t镇长\t", "李样例\t综治办主任\t", "王试\t自然资源所办事员\t",
        "赵例\t镇长\t\tLI SI",
    )  # fmt: skip
    text = HEAD + "\n".join(rows)

    found = people_list.preview(text, TOWN, town.system)

    told = {
        (row.number, cell.column): [p.number for p in cell.problems]
        for row in found.rows
        for cell in row.cells
        if cell.problems
    }
    assert told == {
        (2, "place"): ["A015"], (3, "name"): ["A028"], (4, "post"): ["A014"], (5, "post"): ["W020"],
        (6, "username"): ["A027"],
    }  # fmt: skip
    assert not found.unplaced and [r.number for r in found.faulty] == [2, 3, 4, 5, 6]


def test_two_thousand_rows_with_doubles_are_all_told(town: Staff) -> None:
    rows = [f"人员{n % 1500}\t文书\t{'古林村' if n % 2 else '布政村'}\tu{n % 1500:04d}" for n in range(2000)]

    found = people_list.preview(HEAD + "\n".join(rows), TOWN, town.system)

    assert len(found.faulty) == 500 and {p.number for p in found.problems} >= {"A026"}
    assert "有同名的" in found.notes[-1]


def test_too_many_rows_are_one_fault(town: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_list, "MOST", 2)

    assert [p.number for p in people_list.preview("甲\n乙\n丙", TOWN, town.system).problems] == ["W019"]


def test_a_list_is_put_forward_whole_and_confirmed_in_one_go(town: Staff) -> None:
    change = people_list.propose(HEAD + "张示例\t文书\t古林村\n李样例\t镇长\t", TOWN, town.system, "开账准备")
    assert not Account.objects.filter(username="zhangshili").exists()

    changes.confirm(change.pk, town.security)

    assert [p.place for p in people.posts_of(people.find("zhangshili"))] == [GULIN]
    with pytest.raises(Refused, match="A025"):
        people_list.propose(HEAD + "张示例\t镇长\t\tzhangshili", TOWN, town.system, "再来一次")


def test_only_the_system_administrator_may(town: Staff) -> None:
    with pytest.raises(Denied):
        people_list.preview("张示例\t镇长", TOWN, town.security)


def test_the_rows_are_what_administration_takes(town: Staff) -> None:
    rows = people_list.read("张示例\t镇长", TOWN)

    assert batch.rows_of(batch.as_about(rows)) == rows
