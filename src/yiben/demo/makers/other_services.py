"""What people and firms ask for: leads of relapse, approvals run for investors, the service hall."""

from random import Random
from typing import Any

from yiben.demo.days import after, picks
from yiben.demo.town import Town
from yiben.demo.walk import Walk

RISKS = ("因病", "因病", "因残", "因学", "因灾", "因意外事故", "产业经营失败", "务工不稳")
CHANNELS = ("干部走访排查", "干部走访排查", "农户自主申报", "部门筛查预警")
ITEMS = (
    ("城乡居民基本养老保险参保登记", "社会保险", True), ("城乡居民基本医疗保险参保登记", "医疗保障", True),
    ("高龄津贴申请", "民政救助", False), ("临时救助申请", "民政救助", False),
    ("残疾人证办理", "残疾人服务", False), ("生育登记", "卫生健康", True),
    ("农村危房改造申请", "建房用地", False), ("个体工商户登记", "市场准入", False),
    ("优待证申领", "退役军人", False), ("农机购置补贴申请", "农业农村", False),
)  # fmt: skip
FIRMS = ("样例豆制品厂", "范例茶叶合作社", "示例建材厂", "演示冷链公司", "样例药材加工厂")
APPROVALS = (
    ("用电", "生产线用电增容"), ("用水", "厂区供水接入"), ("用地", "扩建用地预审"),
    ("环评", "环评登记表备案"), ("消防", "仓库消防验收"), ("用工", "季节用工招聘"), ("证照", "食品生产许可"),
)  # fmt: skip


def make_leads(town: Town) -> None:
    recipe, rng = town.of("other_cases"), town.rng("relapse_leads")
    keeper = town.keeper("relapse_leads")
    for n, day in enumerate(picks(rng, recipe["counts"]["relapse_leads"], recipe["first"], recipe["last"])):
        village = town.any_village(rng)
        who, risk = town.grown_up(village.code, rng), rng.choice(RISKS)
        values = {
            "head_name": who.name,
            "phone": who.phone,
            "village": village.code,
            "address": f"{rng.choice('一二三四五六')}组",
            "source": rng.choice(CHANNELS),
            "risk": risk,
            "brief": f"{risk}，家中支出增大，请核实",
            "found_on": day,
        }
        walk = Walk(town, "relapse_leads", values, day, keeper)
        clerk = town.village_clerk(village.code)
        if n % 41 == 19:
            walk.step("send_back", keeper, 1, "户籍不在本镇，退回来源部门")
            continue
        walk.step("dispatch", keeper, 0, parts={"to_office": village.name})
        if n % 13 == 4:
            walk.step("urge", keeper, 1, "临近时限")
            walk.step("escalate", keeper, 1, "请包村领导牵头")
        if n % 13 == 8:
            walk.step("join", keeper, 1, parts={"joint_offices": ["minzheng"]})
            walk.step(
                "join_reply", "minzheng", 1, parts={"joint_office": "minzheng", "joint_answer": "未享受低保"}
            )
        checked: dict[str, Any] = {"income": rng.randint(4000, 12000), "members": rng.randint(1, 6)}
        walk.step("check_home", clerk, 1, days=("authorised_on", "checked_on"), **checked)
        if n % 3 == 1:
            walk.step(
                "stop", clerk, 1, days=("closed_on",), outcome="不纳入", reason="收支稳定，没有返贫风险"
            )
        else:
            _decided(walk, rng, keeper, clerk, n)
        if rng.random() < 0.6:
            walk.step("archive", keeper, 8)


def _decided(walk: Walk, rng: Random, keeper: str, clerk: str, n: int) -> None:
    """Discussed in the village, made public there for five days, looked at in town, decided by the county."""
    walk.step("review", clerk, 1, days=("reviewed_on",))
    opened = walk.town.plan.earliest(walk.record, after(walk.day, 0), clerk)
    shown_until = opened.fromordinal(opened.toordinal() + 5)
    walk.step("notify", clerk, 0, notice_from=opened, notice_until=shown_until)
    walk.step("hand_up", clerk, 4)
    if n % 17 == 5:
        walk.step("redo", keeper, 0, "人口与户籍不符，请重核")
        walk.step("review", clerk, 1, days=("reviewed_on",))
        walk.step("notify", clerk, 0, notice_from=opened, notice_until=shown_until)
        walk.step("hand_up", clerk, 1)
    walk.step("approve", keeper, 1, days=("town_on",))
    kind = rng.choice(("脱贫不稳定户", "边缘易致贫户", "突发严重困难户"))
    walk.step("close", keeper, 1, days=("decided_on", "closed_on"), outcome="纳入", object_kind=kind)


def make_applications(town: Town) -> None:
    recipe, rng = town.of("other_cases"), town.rng("service_applications")
    register = "service_applications"
    days = picks(rng, recipe["counts"][register], recipe["first"], recipe["last"])
    for n, day in enumerate(days):
        village = town.any_village(rng)
        who = town.grown_up(village.code, rng)
        item, category, at_once = rng.choice(ITEMS)
        values = {
            "item": item,
            "category": category,
            "item_kind": "即办件" if at_once else "承诺件",
            "channel": rng.choices(("窗口", "网上", "帮办代办", "上门"), (70, 15, 12, 3))[0],
            "upstream_no": f"{day:%Y%m%d}{n:05d}",
            "handed_down": item in ("农村危房改造申请", "个体工商户登记"),
            "applicant": who.name,
            "phone": who.phone,
            "village": village.code,
            "received_on": day,
        }
        _served(Walk(town, register, values, day, town.keeper(register)), rng, n, recipe["approver"], at_once)


def _served(walk: Walk, rng: Random, n: int, approver: str, at_once: bool) -> None:
    keeper = walk.town.keeper(walk.register)
    if n % 37 == 11:
        walk.step("send_back", keeper, 0, "不属本镇事项，告知到县政务中心办理")
        return
    if n % 11 == 4:
        missing = "缺户口簿复印件"
        walk.step("ask_papers", keeper, 0, days=("papers_told_on",), papers_missing=missing)
        walk.step("accept", keeper, 2, days=("accepted_on",), window="综合窗口")
    else:
        walk.step("accept", keeper, 0, days=("accepted_on",), window="综合窗口")
    if at_once:
        _granted(walk, rng, keeper, 0)
        return
    match n % 29:
        case 3:
            walk.step("ask_more", keeper, 2, "要向县里核实", {"extend_days": 5})
            walk.step("grant_more", approver, 1, "同意")
        case 8:
            walk.step("ask_more", keeper, 2, "窗口人手不足")
            walk.step("deny_more", approver, 1, "请调剂人手，按期办结")
        case 13:
            walk.step("halt", keeper, 1, "等残疾评定结果")
            walk.step("go_on", keeper, 6)
        case 17:
            walk.step("join", keeper, 0, parts={"joint_offices": ["minzheng"]})
            joint = {"joint_office": "minzheng", "joint_answer": "符合条件"}
            walk.step("join_reply", "minzheng", 1, parts=joint)
        case 23:
            walk.step("urge", approver, 2, "群众来催问")
            walk.step("escalate", keeper, 1, "提请分管领导协调")
    if rng.random() < 0.05 and (walk.town.plan.last_day - walk.day).days < 15:
        return
    _granted(walk, rng, keeper, rng.choice((1, 2, 2, 3, 4, 6)))
    if n % 43 == 9 and walk.step("redo", keeper, 3, "好差评不满意，重新办理"):
        _granted(walk, rng, keeper, 2, again=True)
    if n % 47 == 21:
        walk.step("reopen", keeper, 10, "发现材料有误，重新办理")
        _granted(walk, rng, keeper, 2, again=True)
    if rng.random() < 0.6:
        walk.step("archive", keeper, 3)


def _granted(walk: Walk, rng: Random, keeper: str, gap: int, again: bool = False) -> None:
    """Decided and delivered; the second time handed over at once."""
    rated = rng.choices(("满意", "基本满意", "未评价"), (70, 10, 20))[0]
    days = ("decided_on", "closed_on", *(("delivered_on",) if again else ()))
    walk.step("close", keeper, gap, days=days, outcome="准予", satisfaction=rated)
    if not again:
        walk.step("deliver", keeper, 1, days=("delivered_on",))


def make_approvals(town: Town) -> None:
    recipe, rng = town.of("other_cases"), town.rng("approvals_run")
    register, approver = "approvals_run", recipe["approver"]
    keeper = town.keeper(register)
    earlier: Walk | None = None
    days = picks(rng, recipe["counts"][register], recipe["first"], recipe["last"])
    for n, day in enumerate(days):
        category, matter = rng.choice(APPROVALS)
        firm, village = rng.choice(FIRMS), town.any_village(rng)
        values = {
            "matter": f"{firm}{matter}",
            "category": category,
            "enterprise": firm,
            "village": village.code,
            "request": "请代办员全程跟办",
            "received_on": day,
        }
        walk = Walk(town, register, values, day, keeper)
        if n % 19 == 6:
            walk.step("send_back", keeper, 1, "属市场行为，不在代办范围")
            continue
        if n % 23 == 8 and earlier is not None:
            walk.step("merge", keeper, 1, "与在办的同一件", {"merge_into": earlier.record})
            continue
        walk.step("dispatch", keeper, 0, parts={"to_person": keeper}, steward=keeper, lead_official=approver)
        _run(walk, rng, n, approver)
        earlier = walk


def _run(walk: Walk, rng: Random, n: int, approver: str) -> None:
    keeper = walk.town.keeper(walk.register)
    if n % 5 == 2:
        walk.step("ask_papers", keeper, 1, days=("papers_told_on",), papers_missing="缺项目备案证")
        walk.step("papers_in", keeper, 4)
    match n % 12:
        case 1:
            walk.step("ask_more", keeper, 2, "等县里踏勘", {"extend_days": 10})
            walk.step("grant_more", approver, 1, "同意")
        case 4:
            walk.step("ask_more", keeper, 2, "企业暂缓")
            walk.step("deny_more", approver, 1, "请先报件")
        case 7:
            walk.step("urge", keeper, 2, "企业急等开工")
            walk.step("escalate", keeper, 1, "请牵头领导协调")
        case 10:
            walk.step("join", keeper, 1, parts={"joint_offices": ["ziran", "yingji"]})
            for office in ("ziran", "yingji"):
                answer: dict[str, Any] = {"joint_office": office, "joint_answer": "同意，已提意见"}
                walk.step("join_reply", office, 1, parts=answer)
    walk.step("file", keeper, 1, days=("filed_on",), authority="县级审批部门")
    if n % 9 == 5:
        walk.step("review", keeper, 2, "组织专家评审")
        walk.step("reviewed", keeper, 5)
    walk.step("grant", keeper, rng.choice((4, 6, 8)), days=("granted_on",), licence_no=f"批字{n + 1:03d}号")
    rated: dict[str, Any] = {"outcome": "已取证", "satisfaction": "满意"}
    if not walk.step("close", keeper, 1, days=("closed_on",), **rated):
        return
    if n % 16 == 3 and walk.step("redo", keeper, 2, "企业回访不满意"):
        walk.step("close", keeper, 2, days=("closed_on",), **rated)
    walk.step("revisit", keeper, 3, satisfaction="满意")
    if rng.random() < 0.6:
        walk.step("archive", keeper, 4)
    if n % 21 == 13 and walk.step("reopen", keeper, 10, "证照信息有误"):
        walk.step("close", keeper, 1, days=("closed_on",), **rated)
