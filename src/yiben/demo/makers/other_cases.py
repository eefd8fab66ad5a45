"""Problems of town order, rivers, farmland and forest: found, given out, mended, checked, struck off."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from yiben.demo.days import after, picks
from yiben.demo.town import Town
from yiben.demo.walk import Walk

GROUPS = "一二三四五六七八"
MATTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "town_order": (
        ("占道经营", "集市东口占道摆摊"), ("招牌广告", "临街招牌松动"), ("车辆停放", "路口乱停车辆"),
        ("乱堆乱放", "{g}组路边堆放建材"), ("路面设施", "窨井盖破损"), ("违规搭建", "{g}组临街搭建雨棚"),
        ("噪声油烟", "夜市油烟扰民"),
    ),
    "river_problems": (
        ("乱堆", "{g}组河岸堆放弃土"), ("水面漂浮物", "拦河坝前漂浮物"), ("污水直排", "{g}组排口有污水直排"),
        ("乱占", "河滩地种植高秆作物"), ("乱采", "河道零星采砂"), ("乱建", "{g}组河岸搭建棚房"),
    ),
    "farmland_faults": (
        ("硬化", "{g}组田块硬化堆料"), ("堆放", "{g}组耕地堆放沙石"), ("挖塘", "{g}组水田挖塘养鱼"),
        ("植树", "{g}组旱地栽植苗木"), ("建房", "{g}组耕地上打地基"), ("撂荒", "{g}组连片撂荒"),
    ),
    "forest_cases": (
        ("违规用火", "{g}组林缘烧田坎"), ("无证采伐", "{g}组零星采伐杉木"),
        ("毁林开垦", "{g}组林地开垦种药材"), ("森林火情", "{g}组荒坡火情"),
        ("林业有害生物", "{g}组松树枯死"), ("非法占用林地", "{g}组林地堆放石料"),
    ),
}  # fmt: skip
SOURCES = {
    "town_order": ("路长巡查", "暗访检查", "群众反映", "网格上报", "上级交办"),
    "river_problems": ("河长巡河", "河长巡河", "群众投诉", "上级交办"),
    "farmland_faults": ("卫片图斑", "田长巡查", "群众举报"),
    "forest_cases": ("护林员巡护", "林长巡林", "群众举报"),
}
ROADS = ("集镇一号路", "集镇二号路", "农贸街", "老街")
ENDS = {"forest_cases": "结案"}
Turn = Callable[[Walk, str, str], None]


def make(register: str, town: Town) -> None:
    recipe, rng = town.of("other_cases"), town.rng(register)
    days = picks(rng, recipe["counts"][register], recipe["first"], recipe["last"])
    earlier: Walk | None = None
    for n, day in enumerate(days):
        village = town.any_village(rng)
        category, matter = rng.choice(MATTERS[register])
        said = f"{village.name}{matter.format(g=rng.choice(GROUPS))}"
        values = {
            "matter": said,
            "category": category,
            "source": rng.choice(SOURCES[register]),
            "village": village.code,
            "address": f"{village.name}{rng.choice(GROUPS)}组",
            "found_on": day,
        } | _own(register, rng, category, day, n)
        walk = Walk(town, register, values, day, town.keeper(register))
        if n % 37 == 11 and earlier is not None:
            walk.step("merge", town.keeper(register), 1, "同一处，重复登记", {"merge_into": earlier.record})
            continue
        _go(walk, rng, n, village.code, village.name)
        earlier = walk


def _own(register: str, rng: Random, category: str, day: date, n: int) -> dict[str, Any]:
    """The fields that only this register has."""
    match register:
        case "town_order":
            return {
                "road": rng.choice(ROADS),
                "contracted": rng.random() < 0.2,
            }
        case "river_problems":
            return {
                "water": rng.choice(("梅子水", "清江", "后河", "龙桥河")),
                "urgency": rng.choices(("一般", "加急", "紧急"), (85, 12, 3))[0],
                "matter_no": f"河督〔{day.year}〕{n + 1}号",
            }
        case "farmland_faults":
            return {
                "basic": rng.random() < 0.15,
                "area": f"{rng.uniform(0.1, 3):.2f}",
                "spot_no": f"TB{day:%Y%m}{n:03d}",
            }
        case _:
            fire = category == "森林火情"
            return {
                "area": f"{rng.uniform(0.2, 6):.2f}" if fire or category == "毁林开垦" else None,
                "trees": rng.randint(2, 40) if category == "无证采伐" else None,
            }


def _go(walk: Walk, rng: Random, n: int, village: str, name: str) -> None:
    """Given to the village, perhaps by a turning, mended, checked, struck off, filed."""
    town, keeper, clerk = walk.town, walk.town.keeper(walk.register), walk.town.village_clerk(village)
    approver = town.of("other_cases")["approver"]
    if n % 23 == 7:
        walk.step("send_back", keeper, 1, "不在本镇范围，退回来源单位")
        return
    walk.step("dispatch", keeper, rng.choice((0, 0, 1)), parts={"to_office": name})
    turn = TURNS.get(n % 29)
    if turn is not None:
        turn(walk, clerk, approver)
    if rng.random() < 0.08 and (town.plan.last_day - walk.day).days < 20:
        return
    _mend(walk, rng, clerk)
    if n % 17 == 3:
        walk.step("redo", keeper, 1, "复查时仍有残留")
        _mend(walk, rng, clerk)
    ended = ENDS.get(walk.register, "销号")
    walk.step("strike", keeper, rng.choice((1, 1, 2)), days=("closed_on",))
    if n % 31 == 5 and walk.step("reopen", keeper, 12, f"{ended}后反弹"):
        _mend(walk, rng, clerk)
        walk.step("strike", keeper, 1, days=("closed_on",))
    if rng.random() < 0.7:
        walk.step("archive", keeper, 5)


def _mend(walk: Walk, rng: Random, clerk: str) -> None:
    more: dict[str, Any] = {}
    if walk.register == "farmland_faults":
        more = {"lawful": rng.choice(("违法占用", "违法占用", "合法（有批准）")), "restored": "0.10"}
    walk.step(
        "mend",
        clerk,
        rng.choice((1, 2, 2, 3, 4)),
        days=("mended_on",),
        result="已清理整改，恢复原状",
        proof_note="整改后照片1张",
        **more,
    )


def _extended(walk: Walk, clerk: str, approver: str) -> None:
    walk.step("ask_more", clerk, 1, "机械暂时进不去", {"extend_days": 5})
    walk.step("grant_more", approver, 1, "情况属实")


def _not_extended(walk: Walk, clerk: str, approver: str) -> None:
    walk.step("ask_more", clerk, 1, "人手不足")
    walk.step("deny_more", approver, 1, "可由村里组织，按期完成")


def _urged(walk: Walk, clerk: str, approver: str) -> None:
    walk.step("urge", walk.town.keeper(walk.register), 2, "群众又反映")
    walk.step("escalate", approver, 1, "列入镇领导督办")


def _halted(walk: Walk, clerk: str, approver: str) -> None:
    walk.step("halt", approver, 1, "连日大雨，不能施工")
    walk.step("go_on", clerk, 4)


def _joined(walk: Walk, clerk: str, approver: str) -> None:
    keeper = walk.town.keeper(walk.register)
    office = "ziran" if walk.register != "farmland_faults" else "zhifa"
    by = walk.town.plan.earliest(walk.record, after(walk.day, 1), keeper)
    walk.step("join", keeper, 1, parts={"joint_offices": [office], "joint_due": after(by, 5).isoformat()})
    answer = {"joint_office": office, "joint_answer": "已到场核实，同意整改方案"}
    walk.step("join_reply", office, 2, parts=answer)


def _passed_on(walk: Walk, clerk: str, approver: str) -> None:
    walk.step("pass_on", walk.town.keeper(walk.register), 1, "要用专业机械", {"to_office": "zhifa"})
    walk.step("pass_on", walk.town.keeper(walk.register), 1, "现场核对后仍由村里办", {"to_person": clerk})


TURNS: dict[int, Turn] = {
    2: _extended, 6: _not_extended, 9: _urged, 13: _halted, 17: _joined, 21: _passed_on,
}  # fmt: skip
"""Which case takes which turning, by its number."""


def make_order(town: Town) -> None:
    make("town_order", town)


def make_rivers(town: Town) -> None:
    make("river_problems", town)


def make_farmland(town: Town) -> None:
    make("farmland_faults", town)


def make_forest(town: Town) -> None:
    make("forest_cases", town)
