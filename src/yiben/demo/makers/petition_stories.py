"""What becomes of a petition: mostly a plain answer; now and then a review, a hearing, a second round."""

from collections.abc import Callable
from random import Random
from typing import Any

from yiben.demo.case_walk import CaseWalk
from yiben.demo.days import after
from yiben.demo.side_moves import SIDES, Side

Values = dict[str, Any]
Story = Callable[[CaseWalk, Values, Random], None]
DEPUTY = "fenguan"
RESULTS = ("予以支持", "予以支持", "解释疏导", "解释疏导", "调解达成协议", "不予支持")
PRAISE = ("满意", "满意", "满意", "基本满意", "未评价")
ANSWERS = {
    "予以支持": "经现场核实，情况属实，已安排处理，处理结果已当面告知。",
    "解释疏导": "已当面说明政策和依据，信访人表示理解。",
    "调解达成协议": "双方到场调解，达成协议，当场签字。",
    "不予支持": "经查，所提诉求没有政策依据，已书面说明理由。",
}


def plain(walk: CaseWalk, values: Values, rng: Random) -> None:
    """Taken up, looked into, answered; put away when nobody has asked for a review."""
    accept(walk, rng, must=True)
    if rng.random() < 0.3:
        SIDES["dispatched"](Side(walk, DEPUTY, rng))
    if values["request_kind"] == "申诉求决":
        answered(walk, rng, rng.randint(3, 28))
        put_away(walk, rng)
    else:
        walk.step("close", rng.randint(1, 9), must=True, dated="closed_on", **_reply(rng))
        revisited(walk, rng)


def accept(walk: CaseWalk, rng: Random, must: bool = False) -> bool:
    unit = walk.town.name_of(walk.village) + "委会"
    days = rng.choice((0, 0, 1, 1, 2, 3))
    return walk.step("accept", days, must=must, dated="accepted_on", handling_unit=unit)


def answered(walk: CaseWalk, rng: Random, days: int, result: str = "") -> bool:
    """The written opinion, handed over the same day."""
    number = f"柏信意〔{walk.day.year}〕{rng.randint(1, 180)}号"
    contacted = max(walk.day, min(after(walk.day, days - 2), walk.last))
    return walk.step(
        "reply", days, must=True, dated="closed_on delivered_on", contacted_on=contacted, opinion_no=number,
        legal_basis="相关政策文件", **_reply(rng, result),
    )  # fmt: skip


def _reply(rng: Random, result: str = "") -> Values:
    result = result or rng.choice(RESULTS)
    return {"result": result, "reply": ANSWERS[result]}


def put_away(walk: CaseWalk, rng: Random) -> None:
    """Nobody asked for a review within thirty days, or the petitioner was content before."""
    days = 23 if rng.random() < 0.6 else rng.randint(3, 10)
    settled = walk.step("settle", days, dated="settled_on", satisfaction=rng.choice(PRAISE))
    if settled and rng.random() < 0.4:
        number = f"信{walk.day.year}-{rng.randint(1, 400):03d}"
        walk.step("archive", rng.randint(3, 15), archive_no=number)


def revisited(walk: CaseWalk, rng: Random) -> None:
    if walk.step("revisit", rng.randint(1, 6), satisfaction=rng.choice(PRAISE)) and rng.random() < 0.4:
        walk.step("archive", rng.randint(5, 20))


def _with(*sides: str) -> Story:
    """Taken up; then these side moves; then as always."""

    def story(walk: CaseWalk, values: Values, rng: Random) -> None:
        accept(walk, rng)
        for name in sides:
            SIDES[name](Side(walk, DEPUTY, rng))
        walk.step("contact", 2, dated="contacted_on")
        answered(walk, rng, rng.randint(4, 12))
        put_away(walk, rng)

    return story


def _led(walk: CaseWalk, values: Values, rng: Random) -> None:
    """Raised again and again, until a leader takes charge of it."""
    accept(walk, rng)
    SIDES["urged"](Side(walk, DEPUTY, rng))
    walk.step("escalate", 3, why="多次反映未能化解，请领导包案", lead_official=DEPUTY)
    walk.step("contact", 2, dated="contacted_on")
    walk.step("reply", 7, dated="closed_on", **_reply(rng, "调解达成协议"))
    walk.step("deliver", 2, dated="delivered_on")
    put_away(walk, rng)


def _redone(walk: CaseWalk, values: Values, rng: Random) -> None:
    """Closed, the petitioner not content, done once more, taken up again by the leader's leave."""
    accept(walk, rng)
    walk.step("close", 12, dated="closed_on", contacted_on=walk.day, **_reply(rng, "解释疏导"))
    walk.step("revisit", 3, satisfaction="不满意")
    walk.step("redo", 1, why="回访不满意，答复与实际不符，重新办理")
    walk.step("close", 6, dated="closed_on", **_reply(rng, "予以支持"))
    walk.step("revisit", 3, satisfaction="满意")
    walk.step("archive", 5)


def _reopened(walk: CaseWalk, values: Values, rng: Random) -> None:
    """Put away, and taken up again when new facts turned up."""
    _redone(walk, values, rng)
    walk.step("reopen", 8, by=DEPUTY, why="信访人提供新的证据，重新办理")
    walk.step("close", 10, dated="closed_on", must=True, **_reply(rng, "调解达成协议"))
    revisited(walk, rng)


def _reviewed(walk: CaseWalk, values: Values, rng: Random) -> None:
    """A review above, which lets the opinion stand; then a second one with a hearing."""
    accept(walk, rng)
    walk.step("contact", 2, dated="contacted_on")
    answered(walk, rng, 10, "不予支持")
    walk.step("ask_review", 8, dated="review_asked_on", review_body="利川市人民政府")
    walk.step("review", 15, dated="reviewed_on", review_result="维持")
    walk.step("ask_second", 9, dated="second_asked_on")
    walk.step("hold_hearing", 6, dated="hearing_on")
    walk.step("end_hearing", 3)
    walk.step("conclude", 9, dated="second_reviewed_on", second_result="维持")
    walk.step("archive", 6)


def _overturned(walk: CaseWalk, values: Values, rng: Random) -> None:
    """A review that sends the matter back to be done anew."""
    accept(walk, rng)
    walk.step("contact", 2, dated="contacted_on")
    answered(walk, rng, 9, "不予支持")
    walk.step("ask_review", 6, dated="review_asked_on", review_body="利川市人民政府")
    walk.step("review", 12, dated="reviewed_on", review_result="撤销，责令重新办理")
    walk.step("redo_reviewed", 2, by=DEPUTY, why="复查撤销原意见，责令重新办理")
    answered(walk, rng, 8, "予以支持")
    put_away(walk, rng)


def _split(walk: CaseWalk, values: Values, rng: Random) -> None:
    """A letter that also accuses somebody: that part goes to the discipline office the same day."""
    walk.step("split_off", 0, dated="split_off_on", split_note="夹带内容密封转纪委办，取得回执")
    plain(walk, values, rng)


def sent_back(walk: CaseWalk, values: Values, rng: Random) -> None:
    """Not this town's duty."""
    walk.step("send_back", 1, must=True, why="属县级林业主管部门职责，不属本镇职责")


def merged_later(walk: CaseWalk, values: Values, rng: Random) -> None:
    """Found to be the same thing only when it was looked into."""
    accept(walk, rng)
    merged(walk, values, rng, "merge_handling")


def merged(walk: CaseWalk, values: Values, rng: Random, move: str = "merge") -> None:
    """The same thing put in by another person, gone into the first."""
    plan = walk.town.plan
    other = {
        **values,
        "source": "来电",
        "phone": walk.town.grown_up(walk.village, rng).phone,
        "repeated": True,
    }
    first = plan.enter(walk.register, other, walk.day, walk.by)
    walk.step(move, 2, must=True, why="同一事项，并入先收到的一件", parts={"merge_into": first})
    unfinished(CaseWalk(walk.town, walk.register, first, walk.day, walk.village), values, rng)


CLOSING: tuple[Story, ...] = (
    _with("extended"), _reviewed, _with("joint"), _led, _overturned, _with("refused", "urged"), _redone,
    _with("paused"), _reopened, _split, _with("urged"), _with("dispatched", "extended"),
    _with("joint", "dispatched"),
)  # fmt: skip
"""Each is told once in a town's two years."""
LEAVING: dict[str, Story] = {"sent_back": sent_back, "merged": merged, "merged_later": merged_later}


def unfinished(walk: CaseWalk, values: Values, rng: Random) -> None:
    """Still in hand on the demo day: waiting to be taken up, more time asked for, urged, near or past due."""
    waits = (walk.last - values["received_on"]).days
    if waits < 7 and rng.random() < 0.5:
        return
    if not accept(walk, rng):
        return
    if waits > 45 and walk.has(30):
        walk.step("ask_more_time", 25, why="情况复杂，需要委托测绘")
        walk.step("extend", 1, by=DEPUTY, why="同意延期")
    elif waits > 20:
        name = rng.choice(("asking", "urged", "paused"))
        if walk.has(4):
            SIDES[name](Side(walk, DEPUTY, rng))
