"""信访热线: letters, visits, the online platform and the hotline, from receipt to return visit."""

from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo import words
from yiben.demo.days import after, on_or_before, picks
from yiben.demo.town import Town

REGISTER = "petitions"
SOURCES = {"letters": ("来信", "来访"), "online": ("阳光信访",), "hotline": ("12345热线",)}
RESULTS = ("予以支持", "予以支持", "解释疏导", "解释疏导", "调解达成协议", "不予支持")
PRAISE = ("满意", "满意", "满意", "基本满意", "未评价", "不满意")


def make(town: Town) -> None:
    recipe, rng = town.of(REGISTER), town.rng(REGISTER)
    made: list[tuple[str, dict[str, Any], date]] = []
    for flow in recipe["flows"]:
        days = picks(rng, flow["received"], flow["from"], flow["to"])
        open_ones = _left_open(rng, len(days), len(days) - flow["closed"])
        for n, received in enumerate(days):
            made.append(_one(town, rng, flow, received, n in open_ones))
    for record, values, recorded in rng.sample(made, recipe["doubles"]):
        _double(town, rng, record, values, recorded)


def _left_open(rng: Random, count: int, open_count: int) -> set[int]:
    """Which of the items, in order of receipt, are still open at the end: mostly the latest."""
    late = range(max(0, count - max(8, open_count)), count)
    return set(rng.sample(late, open_count))


def _one(
    town: Town, rng: Random, flow: Any, received: date, stays_open: bool
) -> tuple[str, dict[str, Any], date]:
    recipe, plan, clerk = town.of(REGISTER), town.plan, town.keeper(REGISTER)
    values = _values(town, rng, flow["source"], received)
    recorded, why = town.recorded(received, recipe["late"], rng)
    right = dict(values)
    wrong = rng.random() < recipe["wrong"]
    if wrong:
        values |= _mistake(town, rng, values)
    record = plan.enter(REGISTER, values, recorded, clerk, why)
    if wrong:
        changes = {k: right[k] for k in right if values[k] != right[k]}
        reason = rng.choice(words.WRONG_PLACE if "village" in changes else words.WRONG_KIND)
        found = after(recorded, rng.randint(1, 12))
        if found <= plan.last_day:
            plan.correct(REGISTER, record, changes, reason, found, clerk)
            recorded = found
        else:
            plan.correct(REGISTER, record, changes, reason, recorded, clerk)
    if stays_open:
        _unfinished(town, rng, record, right)
    else:
        _finished(town, rng, record, right)
    return record, right, recorded


def _values(town: Town, rng: Random, source: str, received: date) -> dict[str, Any]:
    category, matter, wish = rng.choice(words.PETITIONS)
    village = town.any_village(rng)
    who = town.grown_up(village.code, rng)
    hotline = source == "hotline"
    crowd = rng.choice((2, 3, 5, 8)) if rng.random() < 0.08 else 1
    return {
        "matter": f"{village.name}{words.fill(matter, rng)}",
        "source": rng.choice(SOURCES[source]),
        "upstream_no": f"{received:%Y%m%d}{rng.randrange(10**6):06d}" if source != "letters" else None,
        "village": village.code,
        "request_kind": "咨询求助" if "咨询" in matter or "建议" in matter else "申诉求决",
        "category": category,
        "petitioner": who.name,
        "id_number": who.id_number if not hotline and rng.random() < 0.7 else None,
        "phone": who.phone,
        "people": crowd,
        "repeated": rng.random() < 0.06,
        "urgency": rng.choices(("一般", "紧急", "特急"), (90, 9, 1))[0],
        "request": wish,
        "received_on": received,
        "due_on": after(received, 5) if hotline else received + timedelta(60),
    }


def _mistake(town: Town, rng: Random, values: dict[str, Any]) -> dict[str, Any]:
    """What the clerk typed at first: another village, class or day."""
    chance = rng.random()
    if chance < 0.6:
        return {"village": town.other_village(values["village"], rng).code}
    if chance < 0.85:
        return {"category": "其他" if values["category"] != "其他" else "道路交通"}
    return {"received_on": values["received_on"] - timedelta(rng.randint(20, 40))}


def _accept(town: Town, rng: Random, record: str, values: dict[str, Any], until: date) -> date:
    accepted = min(after(values["received_on"], rng.choice((0, 0, 1, 1, 2, 3))), until)
    unit = town.name_of(values["village"]) + "委会"
    town.plan.advance(
        REGISTER, record, "accept", accepted, town.keeper(REGISTER), accepted_on=accepted, handling_unit=unit
    )
    return accepted


def _finished(town: Town, rng: Random, record: str, values: dict[str, Any]) -> None:
    """Closed by the demo day; a few are taken up once more and closed again."""
    last = on_or_before(town.plan.last_day)
    accepted = _accept(town, rng, record, values, last)
    closed = min(after(accepted, _pace(rng, values["source"])), last)
    _close(town, rng, record, closed)
    if rng.random() < town.of(REGISTER)["returned"] and after(closed, 12) <= last:
        again = after(closed, rng.randint(2, 5))
        reason = rng.choice(("回访不满意，重新办理", "答复与实际不符，退回重办"))
        town.plan.advance(REGISTER, record, "redo", again, town.keeper(REGISTER), reason)
        _close(town, rng, record, after(again, rng.randint(2, 6)))


def _pace(rng: Random, source: str) -> int:
    """Working days from acceptance to close."""
    if source == "12345热线":
        return rng.choices((1, 2, 3, 4, 5, 7, 9), (12, 20, 24, 18, 14, 6, 3))[0]
    return rng.randint(4, 32)


def _close(town: Town, rng: Random, record: str, closed: date) -> None:
    town.plan.advance(
        REGISTER,
        record,
        "close",
        closed,
        town.keeper(REGISTER),
        closed_on=closed,
        result=rng.choice(RESULTS),
        satisfaction=rng.choice(PRAISE),
    )


def _unfinished(town: Town, rng: Random, record: str, values: dict[str, Any]) -> None:
    """Still in hand on the demo day, perhaps extended, or still waiting to be taken up."""
    plan, last = town.plan, town.plan.last_day
    waits = (last - values["received_on"]).days
    if waits < 7 and rng.random() < 0.5:
        return
    accepted = _accept(town, rng, record, values, last)
    if values["source"] != "12345热线" and waits > 45:
        new = values["due_on"] + timedelta(30)
        plan.advance(
            REGISTER, record, "extend", min(after(accepted, 20), last), town.keeper(REGISTER),
            "情况复杂，经批准延期", extended_to=new, due_on=new,
        )  # fmt: skip


def _double(town: Town, rng: Random, record: str, values: dict[str, Any], recorded: date) -> None:
    """The same item put in a second time and taken out again some days later."""
    clerk = town.keeper(REGISTER)
    again = min(after(recorded, rng.randint(0, 2)), town.plan.last_day)
    double = town.plan.enter(REGISTER, values, again, clerk)
    noticed = min(after(again, rng.randint(1, 9)), town.plan.last_day)
    town.plan.void(REGISTER, double, rng.choice(words.DOUBLE), noticed, clerk)
