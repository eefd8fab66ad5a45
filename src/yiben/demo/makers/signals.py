"""联动信号: police, court, petition, disaster and opinion signals, given out within the hour and handled."""

from datetime import date
from random import Random
from typing import Any

from yiben.demo.days import after, picks
from yiben.demo.town import Town
from yiben.demo.walk import Walk

REGISTER = "signals"
MATTERS: dict[str, tuple[str, ...]] = {
    "警情": ("{g}组两户因界址争吵，110已到场", "酒后纠纷，110劝离", "{g}组牲畜走失求助"),
    "案情": ("借款纠纷，法庭转诉前调解", "{g}组相邻排水纠纷，法庭转调解", "务工工资纠纷，法庭转调解"),
    "访情": ("{g}组多户议论道路补偿，有上访苗头", "低保复核有不满，扬言上访", "{g}组饮水问题多次反映"),
    "灾情": ("{g}组房后边坡有裂缝", "强降雨，{g}组道路积水", "{g}组荒坡冒烟"),
    "舆情": ("短视频反映集市占道", "网帖反映停水", "网帖反映班车绕行"),
    "社情": ("独居老人需要送药", "{g}组路灯不亮", "困难家庭缺过冬煤"),
}
LATER = date(2023, 6, 1)
"""Before this day the town did not know the last type."""


def make_types(town: Town) -> None:
    keeper = town.keeper("signal_types")
    for one in town.of("other_cases")["signal_types"]:
        town.plan.enter("signal_types", one, after(one["since"], 0), keeper)


def make(town: Town) -> None:
    recipe, rng = town.of("other_cases"), town.rng(REGISTER)
    keeper, approver = town.keeper(REGISTER), recipe["approver"]
    earlier: Walk | None = None
    for n, day in enumerate(picks(rng, recipe["counts"][REGISTER], date(2023, 1, 4), recipe["last"])):
        village = town.any_village(rng)
        values = _values(town, rng, day, village.code, village.name, n)
        walk = Walk(town, REGISTER, values, day, keeper)
        if n % 41 == 17:
            walk.step("send_back", keeper, 0, "不在本镇，退回来源单位")
        elif n % 37 == 21 and earlier is not None:
            walk.step("merge", keeper, 1, "同一件事", {"merge_into": earlier.record})
        elif (town.plan.last_day - day).days < 3 and rng.random() < 0.7:
            continue
        else:
            _handled(walk, rng, n, (village.code, village.name), approver, values["urgency"] == "一般")
            earlier = walk


def _values(town: Town, rng: Random, day: date, code: str, name: str, n: int) -> dict[str, Any]:
    kinds = [k for k in MATTERS if k != "社情" or day >= LATER]
    kind = rng.choice(kinds)
    who = town.grown_up(code, rng)
    said = rng.choice(MATTERS[kind]).format(g=rng.choice("一二三四五六"))
    return {
        "matter": f"{name}{said}",
        "kind": kind,
        "urgency": rng.choices(("一般", "紧急", "特急"), (85, 13, 2))[0],
        "upstream_no": f"LD{day:%Y%m%d}{n:03d}",
        "received_on": day,
        # The clerk writes it down later that morning, so the time to dispatch is some minutes or hours.
        "received_at": f"{day.isoformat()}T{rng.randint(6, 7):02d}:{rng.randrange(60):02d}",
        "village": code,
        "address": f"{name}{rng.choice('一二三四五六')}组",
        "person": who.name if kind in ("警情", "案情", "访情") else None,
        "people": rng.choice((1, 1, 2, 2, 3, 6)),
        "request": f"{said}，请核实处置。",
    }


def _handled(walk: Walk, rng: Random, n: int, village: tuple[str, str], approver: str, calm: bool) -> None:
    """Given out, signed for, handled, checked. What is urgent has no time for an extension."""
    town, (code, name) = walk.town, village
    keeper, clerk = town.keeper(REGISTER), town.village_clerk(code)
    office = rng.choice(("paichusuo", "yingji", "minzheng")) if rng.random() < 0.3 else ""
    by = office or clerk
    roles: dict[str, Any] = {"in_charge": approver, "checks": clerk, "joins": "paichusuo", "visits": keeper}
    walk.step("dispatch", keeper, 0, parts={"to_office": office or name}, **(roles if n % 3 == 0 else {}))
    if n % 31 == 5:
        walk.step("give_back", by, 0, "不属本单位职责，请改派")
        walk.step("dispatch", keeper, 0, parts={"to_office": name})
        by = clerk
    walk.step("sign", by, 0, days=("signed_on",))
    match n % 29:
        case 2 if calm:
            walk.step("ask_more", by, 0, "当事人外出", {"extend_days": 3})
            walk.step("grant_more", approver, 0, "同意")
        case 6 if calm:
            walk.step("ask_more", by, 0, "人手不足")
            walk.step("deny_more", approver, 0, "请派出所配合，按期处置")
        case 9:
            walk.step("urge", keeper, 1, "来源单位催问")
            walk.step("escalate", approver, 1, "指挥长督办")
        case 13:
            walk.step("halt", approver, 1, "当事人住院")
            walk.step("go_on", by, 4)
        case 17:
            walk.step("join", keeper, 0, parts={"joint_offices": ["ziran"]})
            walk.step("join_reply", "ziran", 1, parts={"joint_office": "ziran", "joint_answer": "已到场"})
        case 21:
            walk.step("pass_on", keeper, 1, "需公安到场", {"to_office": "paichusuo"})
            by = "paichusuo"
            walk.step("sign", by, 0, days=("signed_on",))
    if rng.random() < 0.06 and (town.plan.last_day - walk.day).days < 12:
        return
    _fed_back(walk, rng, by)
    if n % 23 == 11:
        walk.step("redo", keeper, 1, "回访说没有到场")
        _fed_back(walk, rng, by)
    rated = rng.choices(("满意", "基本满意", "未评价"), (70, 15, 15))[0]
    walk.step("close", keeper, 1, days=("closed_on", "visited_on"), satisfaction=rated)
    if n % 43 == 14 and walk.step("reopen", keeper, 8, "又起争执"):
        _fed_back(walk, rng, by)
        walk.step("close", keeper, 1, days=("closed_on",))
    if rng.random() < 0.7:
        walk.step("archive", keeper, 4)


def _fed_back(walk: Walk, rng: Random, by: str) -> None:
    result: dict[str, Any] = {"result": "已到现场处置，双方认可", "proof_note": "处置记录1份"}
    walk.step("feed_back", by, rng.choice((0, 1, 1, 2)), days=("handled_on",), **result)
