"""What becomes of a dispute: graded, mediated in the village, settled, followed up, struck off."""

from collections.abc import Callable
from datetime import date
from random import Random

from yiben.demo.case_walk import CaseWalk
from yiben.demo.days import working
from yiben.demo.side_moves import SIDES, Side

DEPUTY = "fenguan"
Story = Callable[[CaseWalk, Random], None]
BODIES = ("村（社区）调委会", "村（社区）调委会", "村（社区）调委会", "镇综治中心", "司法所", "派出所")


def plain(walk: CaseWalk, rng: Random) -> None:
    assigned(walk, rng, must=True)
    if settled(walk, rng, rng.randint(1, 16)):
        struck(walk, rng)


def assigned(walk: CaseWalk, rng: Random, must: bool = False, led: bool = False) -> bool:
    """Graded where there is time, then given to a mediator; old and dangerous ones to a leader too."""
    if rng.random() < 0.5 or led:
        risk = "高" if led else rng.choices(("低", "中", "高"), (78, 18, 4))[0]
        walk.step(
            "grade", rng.choice((0, 1)), must=must, dated="graded_on", risk=risk, grading="双方愿意调解"
        )
    mediator = walk.town.grown_up(walk.village, rng).name
    return walk.step(
        "assign", rng.choice((0, 0, 1)), must=must, mediator=mediator, mediating_body=rng.choice(BODIES),
        lead_official=DEPUTY if led else None,
    )  # fmt: skip


def settled(walk: CaseWalk, rng: Random, days: int) -> bool:
    signed = rng.random() < 0.7
    return walk.step(
        "settle", days, must=True, dated="settled_on", agreement=signed,
        method=rng.choices(("人民调解", "行政调解", "司法调解"), (80, 14, 6))[0],
        outcome="双方到场，自愿达成一致。" if signed else "口头协议，已登记。",
    )  # fmt: skip


def struck(walk: CaseWalk, rng: Random, follow: bool = False) -> None:
    """Followed up now and then; struck off on a Friday by the leader, who did not mediate."""
    if follow or rng.random() < 0.15:
        walk.step("track", rng.randint(4, 12), dated="tracked_on", performed="已履行")
    friday = walk.friday(rng.randint(3, 18))
    if walk.step("strike", friday, by=DEPUTY, dated="struck_on") and rng.random() < 0.4:
        walk.step("archive", rng.randint(3, 15))


def old_case(walk: CaseWalk, rng: Random, day: date, led: bool) -> None:
    """Left over from earlier years; settled on the day that is said."""
    assigned(walk, rng, led=led)
    if led and len(working(walk.day, day)) > 4:
        walk.step("escalate", 1, why="积案，由镇领导包案化解", lead_official=DEPUTY)
    if settled(walk, rng, max(len(working(walk.day, day)) - 1, 0)):
        struck(walk, rng)


def _with(*sides: str) -> Story:
    def story(walk: CaseWalk, rng: Random) -> None:
        assigned(walk, rng)
        for name in sides:
            SIDES[name](Side(walk, DEPUTY, rng))
        settled(walk, rng, rng.randint(2, 8))
        struck(walk, rng)

    return story


def _led(walk: CaseWalk, rng: Random) -> None:
    assigned(walk, rng)
    SIDES["urged"](Side(walk, DEPUTY, rng))
    walk.step("escalate", 2, why="双方情绪激动，升级由镇领导包案", lead_official=DEPUTY, risk="高")
    settled(walk, rng, 6)
    struck(walk, rng)


def _relapsed(walk: CaseWalk, rng: Random) -> None:
    """One side goes back on it; mediated anew, struck off, and taken up once more."""
    assigned(walk, rng)
    settled(walk, rng, 5)
    walk.step("resume", 5, why="一方反悔，再次调解")
    settled(walk, rng, 4)
    struck(walk, rng)
    walk.step("reopen", 8, by=DEPUTY, why="雨季界址又起争议，重新办理")
    settled(walk, rng, 6)
    struck(walk, rng)


def _confirmed(walk: CaseWalk, rng: Random) -> None:
    assigned(walk, rng)
    walk.step(
        "settle", 7, dated="settled_on agreed_on", method="人民调解", agreement=True,
        outcome="达成书面协议，双方共同申请司法确认。",
    )  # fmt: skip
    walk.step("confirm", 12, dated="court_confirmed_on")
    struck(walk, rng, follow=True)


def _handed_up(walk: CaseWalk, rng: Random) -> None:
    walk.step("hand_up", 2, must=True, why="跨县界线纠纷，移交县级处理")


def _diverted(walk: CaseWalk, rng: Random) -> None:
    assigned(walk, rng, must=True)
    walk.step(
        "divert", 5, must=True, dated="diverted_on", method="引导诉讼", why="双方分歧大，告知向法院起诉"
    )


def _merged(walk: CaseWalk, rng: Random) -> None:
    """Found twice, by the village and by the centre."""
    town = walk.town
    party = town.grown_up(walk.village, rng)
    values = {
        "matter": f"{town.name_of(walk.village)}两户排水争议", "source": "当事人申请", "category": "邻里",
        "village": walk.village, "found_on": walk.day, "people": 2, "party_name": party.name,
        "party_phone": party.phone, "repeat_case": False,
    }  # fmt: skip
    first = town.plan.enter(walk.register, values, walk.day, walk.by)
    walk.step("merge", 2, must=True, why="同一纠纷，村里和镇里各登记一次", parts={"merge_into": first})
    plain(CaseWalk(town, walk.register, first, walk.day, walk.village), rng)


CLOSING: tuple[Story, ...] = (
    _with("extended"), _with("joint"), _led, _relapsed, _with("refused", "urged"), _with("paused"),
    _confirmed, _with("dispatched"), _with("joint", "extended"),
)  # fmt: skip
LEAVING: dict[str, Story] = {"handed_up": _handed_up, "diverted": _diverted, "merged": _merged}


def unfinished(walk: CaseWalk, rng: Random) -> None:
    """Still being mediated on the demo day, or waiting to be graded."""
    if rng.random() < 0.7 and assigned(walk, rng) and walk.has(4):
        SIDES[rng.choice(("asking", "urged"))](Side(walk, DEPUTY, rng))
