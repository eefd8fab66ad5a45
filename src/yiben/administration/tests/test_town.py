"""Registers in use, names of offices and posts, the table of rights, rules compared with documents."""

from datetime import date
from itertools import product

import pytest

from yiben.administration import changes, rights_table, rules
from yiben.administration.models import RuleCheck
from yiben.administration.tests.conftest import DAY, TOWN, WHY, YOUHAO, Staff, numbers, words
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry
from yiben.township import people, places, rights
from yiben.township.models import Account, Office, RegisterUse
from yiben.township.rights import Denied

pytestmark = pytest.mark.django_db


def confirmed(staff: Staff, kind: str, about: dict[str, object]) -> str:
    change = changes.propose(kind, TOWN, about, staff.system, WHY)
    return words(changes.confirm(change.pk, staff.security).said)


def test_registers_are_put_in_and_out_of_use_by_the_three_lists(staff: Staff) -> None:
    rows = [
        {"register": "petitions", "duty": "basic", "used": True},
        {"register": "felling_permits", "duty": "withdrawn", "used": False},
    ]
    said = confirmed(staff, "register_use", {"registers": rows})
    assert "林木采伐" in said and "上级收回，不用，自2023-05-08" in said
    kept = {u.register: (u.duty, u.used, u.why) for u in RegisterUse.objects.filter(town=TOWN)}
    assert kept == {"petitions": ("basic", True, WHY), "felling_permits": ("withdrawn", False, WHY)}
    with pytest.raises(Refused) as refused:
        changes.propose("register_use", TOWN, {"registers": rows}, staff.system, WHY)
    assert numbers(refused) == ["A034"]


def test_unknown_registers_and_duties_are_all_told(staff: Staff) -> None:
    rows = [
        {"register": "moon", "duty": "basic", "used": True},
        {"register": "petitions", "duty": "all", "used": True},
        {"register": "disputes", "duty": "basic", "used": None},
    ]
    with pytest.raises(Refused) as refused:
        changes.propose("register_use", TOWN, {"registers": rows}, staff.system, WHY)
    assert [(p.where, p.number) for p in refused.value.problems] == [
        ("1:register", "A032"), ("2:duty", "A033"), ("3:used", "A053"),
    ]  # fmt: skip


def test_an_office_and_a_post_get_the_names_that_the_town_uses(staff: Staff) -> None:
    rows = [
        {"office": "zongzhi", "title": "平安建设办公室"},
        {"post": "clerk_zongzhi", "place": "", "title": "平安办干事"},
    ]
    confirmed(staff, "titles", {"rows": rows})
    assert Office.objects.get(town=TOWN, kind="zongzhi").title == "平安建设办公室"
    assert people.posts_of(staff.clerk)[0].title == "平安办干事"
    # The new name is understood where posts are typed.
    about = {"account": "second", "post": "平安办干事"}
    assert changes.propose("post_given", TOWN, about, staff.system, WHY).about["post"] == "clerk_zongzhi"


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ({"office": "zongzhi", "title": "办"}, "A035"),
        ({"office": "moon", "title": "月亮办公室"}, "A041"),
        ({"office": "zongzhi", "title": "财政所"}, "A040"),
        ({"post": "clerk_zongzhi", "title": "审计管理员"}, "A040"),
        ({"post": "clerk_zongzhi", "title": "审计\u200b管理员"}, "A035"),
        ({"post": "clerk_zongzhi", "title": "审计 管理员"}, "A040"),
        ({"office": "zongzhi", "title": "审计·管理员"}, "A040"),
        ({"post": "clerk_zongzhi", "title": "综治中心办事员"}, "A034"),
    ],
)
def test_a_name_that_would_mislead_is_refused(staff: Staff, row: dict[str, str], number: str) -> None:
    with pytest.raises(Refused) as refused:
        changes.propose("titles", TOWN, {"rows": [row]}, staff.system, WHY)
    assert numbers(refused) == [number]


def test_the_table_says_what_the_doors_do(staff: Staff) -> None:
    """Every account, register, action and village: the table and `rights.may` never disagree."""
    villages = [YOUHAO, places.town("柏杨坝镇").code, next(v.code for v in places.villages(TOWN, DAY))]
    accounts = list(Account.objects.all())
    for register, village in product(catalog().registers.values(), villages):
        lines = rights_table.who_may(register, TOWN, village)
        for account, action in product(accounts, rights.ACTIONS):
            said = any(n.account == account and n.may(action) for n in lines)
            assert said == rights.may(account, action, register.id, village), (account, action, register.id)


def test_the_table_names_the_post_and_since_when(staff: Staff) -> None:
    register = catalog().registers["monitored_households"]
    lines = rights_table.who_may(register, TOWN, YOUHAO)
    found = {(n.account.username, n.post, n.since, n.level) for n in lines if n.may("read")}
    assert ("youhao", "友好村文书", date(2020, 1, 1), "个人信息") in found
    assert ("second", "民政办办事员", date(2020, 1, 1), "个人信息") in found
    assert not {"sysadmin", "secadmin", "auditor", "leader"} & {n.account.username for n in lines}
    assert [n for n in rights_table.who_may(register, TOWN, YOUHAO, date(2019, 1, 1)) if n.actions] == []


def test_where_a_register_is_not_kept_nobody_is_said_to_write_it(staff: Staff) -> None:
    rows = [{"register": "petitions", "duty": "withdrawn", "used": False}]
    confirmed(staff, "register_use", {"registers": rows})
    lines = rights_table.who_may(catalog().registers["petitions"], TOWN, YOUHAO)
    assert lines and not any(n.may("write") for n in lines)
    assert not rights.may(Account.objects.get(username="clerk"), "write", "petitions", YOUHAO)


def test_what_one_person_may_do_is_told_and_nothing_for_who_is_off(staff: Staff) -> None:
    lines = rights_table.what_may(staff.village)
    assert {n.place for n in lines} == {YOUHAO}
    assert "petitions" in {n.register.id for n in lines if n.may("write")}
    staff.village.is_active = False
    assert rights_table.what_may(staff.village) == []


def test_every_rule_of_every_register_has_a_title_and_a_source() -> None:
    for register in catalog().registers.values():
        for line in rules.lines(register):
            assert line.title and line.source, line.id
    limits = {n.id for n in rules.lines(catalog().registers["petitions"]) if n.kind == rules.LIMIT}
    assert {"petitions.fields.due_on", "petitions.fields.accepted_on"} <= limits
    kinds = {n.id: n for n in rules.lines(catalog().registers["monitored_households"])}
    assert kinds["monitored_households.rules.left_later"].source.startswith("catalog/relief/")


def test_a_comparison_with_a_local_document_is_kept_and_goes_stale(staff: Staff) -> None:
    chosen = ["petitions.fields.due_on", "petitions.fields.accepted_on"]
    rules.check(TOWN, chosen, "利川市信访工作办法（利办发〔2022〕5号）", staff.clerk, on=date(2023, 5, 6))
    ((_, compared),) = rules.by_register(TOWN, [catalog().registers["petitions"]])
    found = {c.line.id: c for c in compared}
    kept = found["petitions.fields.due_on"].check
    assert kept and (kept.on, kept.by, kept.agrees) == (date(2023, 5, 6), staff.clerk, True)
    assert found["petitions.fields.matter"].check is None
    assert Entry.objects.get().kind == "administration.rules_checked"
    RuleCheck.objects.update(said="以前的规则")
    ((_, again),) = rules.by_register(TOWN, [catalog().registers["petitions"]])
    assert {c.line.id for c in again if c.stale} == set(chosen)


def test_a_comparison_names_rule_document_and_difference(staff: Staff) -> None:
    tomorrow = date(2023, 5, 9)
    with pytest.raises(Refused) as refused:
        rules.check(TOWN, ["petitions.rules.no_such"], "办法", staff.clerk, agrees=False, on=tomorrow)
    assert numbers(refused) == ["A047", "A048", "A049", "A050"]
    with pytest.raises(Refused, match="A043"):
        rules.check(TOWN, [], "利川市信访工作办法", staff.clerk)
    with pytest.raises(Denied):
        rules.check(TOWN, ["petitions.fields.due_on"], "利川市信访工作办法", staff.second)
    assert rules.check(TOWN, ["petitions.fields.due_on"], "利川市信访工作办法", staff.system)


def test_a_day_is_read_as_people_type_it(staff: Staff) -> None:
    about = {"account": "second", "post": "镇长", "since": "2023年6月1日"}
    assert changes.propose("post_given", TOWN, about, staff.system, WHY).about["since"] == "2023-06-01"
    with clock.stated(date(2023, 5, 9)), pytest.raises(Refused, match="A018"):
        changes.propose("post_given", TOWN, about | {"since": "2023-05-08"}, staff.system, WHY)
