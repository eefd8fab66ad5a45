import pytest

from yiben.administration import changes, passwords, rules
from yiben.declare.load import catalog
from yiben.kernel.problems import Refused
from yiben.ledger import service
from yiben.opening import imports, people_list, posts, rules_checked
from yiben.opening.steps import Progress, concerned, progress
from yiben.opening.tests.conftest import GULIN, TOWN, Staff
from yiben.township import people, rights
from yiben.township.models import Account, Post

pytestmark = pytest.mark.django_db

DISPUTE = {
    "matter": "界址纠纷", "source": "日常排查", "village": GULIN, "category": "邻里",
    "people": "2", "party_name": "向某", "found_on": "2026-03-01", "due_on": "2026-03-20",
}  # fmt: skip


def done(found: Progress) -> set[str]:
    return {s.id for s in found.steps if s.done}


def decide(staff: Staff, **unused: str) -> None:
    """All registers basic and used, but those named, each of its duty and not used."""
    rows = [
        {"register": r, "duty": unused.get(r, "basic"), "used": r not in unused} for r in catalog().registers
    ]
    staff.confirmed("register_use", {"registers": rows, "since": ""})


def test_a_fresh_town_has_its_villages_and_little_else(staff: Staff) -> None:
    found = progress(TOWN, staff.system)

    assert done(found) == {"places"} and found.next is not None and found.next.id == "posts"
    assert "卢示例" in found.steps[0].said


def test_each_step_is_done_when_the_data_say_so(staff: Staff) -> None:
    Account.objects.update(must_change_password=False)
    posts.keep(TOWN, {"mayor", "clerk_zongzhi", "clerk_village"}, staff.system)
    text = "李样例\t镇长\n王试\t综治中心办事员\n甲示例\t古林村文书\n乙示例\t布政村文书"
    change = people_list.propose(text, TOWN, staff.system, "开账准备")
    assert progress(TOWN, staff.system).steps[3].waiting
    changes.confirm(change.pk, staff.security)
    assert "4个人还没有发一次性密码" in progress(TOWN, staff.system).steps[3].said
    passwords.hand_out(change, staff.system)
    decide(staff, **{r: "withdrawn" for r in catalog().registers if r != "disputes"})
    assert done(progress(TOWN, staff.system)) == {"passwords", "places", "posts", "people", "registers"}

    clerk = people.find("wangshi")
    own = [c.line.id for _, checked in rules_checked.shelves(TOWN) for c in checked]
    rules.check(TOWN, own, "海曙区矛盾纠纷办法", people.find("liyangli"))
    imports.nothing_old(TOWN, "disputes", clerk)

    assert progress(TOWN, staff.system).finished


def test_who_looks_after_the_opening(staff: Staff) -> None:
    clerk = staff.hired("zong", "覃例文", "clerk_zongzhi")
    office = staff.hired("dang", "党示例", "clerk_dangzheng")

    assert concerned(people.posts_of(staff.audit)) and concerned(people.posts_of(office))
    assert not concerned(people.posts_of(clerk))
    mine = {s.id for s in progress(TOWN, office).steps if s.mine}
    assert mine == {"rules", "imports"}


def test_a_post_that_somebody_holds_is_not_taken_away(staff: Staff) -> None:
    posts.keep(TOWN, {"mayor", "clerk_village"}, staff.system)
    people.appoint(
        people.account("li", "李样例"), people.post("mayor", TOWN), staff.system.holdings.get().since
    )

    with pytest.raises(Refused, match=r"镇长.*W018"):
        posts.keep(TOWN, set(), staff.system)
    posts.keep(TOWN, {"mayor"}, staff.system)
    assert not Post.objects.filter(kind="clerk_village").exists()


def test_a_register_that_is_not_kept_takes_no_entries_and_hides(staff: Staff) -> None:
    clerk = staff.hired("zong", "覃例文", "clerk_zongzhi")
    record = service.enter("disputes", DISPUTE, clerk)
    assert "disputes" in {r.id for r in rights.readable(clerk, TOWN)}

    decide(staff, disputes="withdrawn")

    fresh = Account.objects.get(pk=clerk.pk)
    assert "disputes" not in {r.id for r in rights.readable(fresh, TOWN)}
    with pytest.raises(Refused, match=r"自2026-03-02起不用台账“矛盾纠纷”.*W014"):
        service.enter("disputes", DISPUTE, fresh)
    with pytest.raises(Refused, match="W014"):
        service.void(record.record, "重复", fresh)
    assert rights.may(fresh, "read", "disputes", GULIN)
    assert all(line.register.id != "disputes" for line in imports.lines(TOWN))


def test_only_who_writes_in_a_register_says_that_it_begins_empty(staff: Staff) -> None:
    with pytest.raises(rights.Denied):
        imports.nothing_old(TOWN, "disputes", staff.system)
