"""Events of a year: leaders on the ground, natives, culture, civility and honours, law, publicity."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_before, pick
from yiben.demo.folk import pick_name
from yiben.demo.makers import event_words as words
from yiben.demo.spread import amounts, uneven
from yiben.demo.town import Town

GROUND, NATIVES, CULTURE = "ground_work", "natives_events", "culture_events"
CIVILITY, HONOURS, LEGAL, PUBLICITY = "civility_events", "honours_given", "legal_events", "publicity_items"
START, END = date(2023, 1, 4), date(2023, 9, 26)
EARLIER = (date(2022, 1, 5), date(2022, 9, 28))


def _recorded(town: Town, happened: date, rng: Random) -> date:
    return min(after(happened, rng.choice((0, 1, 1, 2, 4))), town.plan.last_day)


def _enter(town: Town, register: str, happened: date, values: Mapping[str, Any], rng: Random) -> str:
    """The event recorded by who keeps the register; now and then with a slip set right a week later."""
    by, on = town.keeper(register), _recorded(town, happened, rng)
    slip: dict[str, Any] = {}
    if values.get("persons") and rng.random() < 0.02:
        slip = {"persons": int(values["persons"]) + 100}
    record = town.plan.enter(register, {**values, **slip}, on, by)
    if slip:
        right = {"persons": values["persons"]}
        town.plan.correct(register, record, right, "人数多按了一位，按签到更正", after(on, 5), by)
    return record


def make_ground(town: Town) -> None:
    rng, want = town.rng(GROUND), town.of(GROUND)
    for row in want["rows"]:
        matters = [n - 1 for n in uneven(row["matters"] + row["count"], row["count"], rng, spread=0.3)]
        solved = _within(rng, matters, row["solved"])
        persons = uneven(row["persons"], row["count"], rng, least=3)
        for n in range(row["count"]):
            _visit(town, rng, row["kind"], (START, END), matters[n], solved[n], persons[n])
    for _ in range(want["earlier"]):
        _visit(town, rng, "联系点指导", EARLIER, 1, 0, rng.randint(4, 20))


def _within(rng: Random, most: list[int], total: int) -> list[int]:
    """Whole numbers that add up to the total, none above what `most` allows."""
    room = [i for i, n in enumerate(most) for _ in range(n)]
    found = [0] * len(most)
    for i in rng.sample(room, total):
        found[i] += 1
    return found


def _visit(
    town: Town, rng: Random, kind: str, span: tuple[date, date], matters: int, solved: int, persons: int
) -> None:
    topic, done = rng.choice(words.GROUND)
    village = town.any_village(rng)
    went = pick(rng, *span)
    shared = rng.random() < 0.06
    values = {
        "topic": topic,
        "kind": kind,
        "went_on": went,
        "village": village.code,
        "places_text": town.other_village(village.code, rng).name if shared else None,
        "leader_post": rng.choice(words.LEADER_POSTS),
        "persons": persons,
        "matters": matters,
        "solved": solved,
        "solved_what": done if solved else None,
    }
    _enter(town, GROUND, went, values, rng)


def make_natives(town: Town) -> None:
    rng, want = town.rng(NATIVES), town.of(NATIVES)
    for gift in want["gifts"]:
        for n, money in enumerate(amounts(gift["money"], gift["count"], rng, step=10_000), 1):
            held = pick(rng, START, END)
            values = {
                "topic": gift["topic"],
                "kind": "捐资助建",
                "held_on": held,
                "village": gift["village"],
                "giver": rng.choice(words.GIVERS),
                "money": money,
                "used_for": gift["used_for"],
                "proof": f"收据{n:04d}",
            }
            _enter(town, NATIVES, held, values, rng)
    for n, money in enumerate(amounts(want["study"]["money"], want["study"]["count"], rng, step=1000), 1):
        held = pick(rng, date(2023, 8, 14), END)
        values = {
            "topic": "资助大学新生",
            "kind": "公益助学",
            "held_on": held,
            "giver": rng.choice(words.GIVERS),
            "money": money,
            "used_for": "学费和路费",
            "proof": f"助学{n:02d}",
        }
        _enter(town, NATIVES, held, values, rng)
    plain = (
        ("councils", "座谈会", "乡贤座谈会"),
        ("visits", "走访联谊", "走访在外乡贤"),
        ("leads", "牵线引荐", "引荐企业来镇考察"),
    )
    for key, kind, topic in plain:
        for n in range(want[key]):
            held = pick(rng, START, END)
            values = {
                "topic": topic,
                "kind": kind,
                "held_on": held,
                "persons": rng.randint(2, 40),
                "lead_no": f"线索2023-{n + 3:04d}" if kind == "牵线引荐" else None,
            }
            _enter(town, NATIVES, held, values, rng)


def make_culture(town: Town) -> None:
    rng, want = town.rng(CULTURE), town.of(CULTURE)
    for one in want["campus"]:
        for n, money in enumerate(amounts(one["money"], one["count"], rng, step=10_000), 1):
            held = pick(rng, START, END)
            values = {
                "topic": f"{one['topic']}第{n}次付款",
                "kind": "校园建设",
                "held_on": held,
                "funder": one["funder"],
                "money": _wan(money),
                "organiser": "镇中心学校",
                "proof": f"教建{n:02d}",
            }
            _enter(town, CULTURE, held, values, rng)
    _sessions(town, rng, CULTURE, want["rows"], words.CULTURE, organiser="镇文化站")


def _wan(money: int) -> str:
    """元 as it is typed in 万元."""
    return f"{money / 10_000:.4f}"


def make_civility(town: Town) -> None:
    rng = town.rng(CIVILITY)
    _sessions(town, rng, CIVILITY, town.of(CIVILITY)["rows"], words.CIVILITY, organiser="镇文明实践所")


def _sessions(
    town: Town, rng: Random, register: str, rows: Any, topics: Mapping[str, tuple[str, ...]], organiser: str
) -> None:
    for row in rows:
        for persons in uneven(row["persons"], row["count"], rng, least=5):
            held = pick(rng, START, END)
            values = {
                "topic": rng.choice(topics[row["kind"]]),
                "kind": row["kind"],
                "held_on": held,
                "village": town.any_village(rng).code,
                "persons": persons,
                "organiser": organiser,
            }
            _enter(town, register, held, values, rng)


def make_honours(town: Town) -> None:
    rng, want, by = town.rng(HONOURS), town.of(HONOURS), town.keeper(HONOURS)
    made = []
    for kind, count in want["kinds"].items():
        for _ in range(count):
            village, given = town.any_village(rng), pick(rng, START, END)
            level = rng.choices(
                ("村级", "镇级", "县级"), (60, 32, 8) if kind != "星级文明户" else (80, 20, 0)
            )[0]
            values = {
                "honour": f"2023年度{level}{kind}",
                "kind": kind,
                "level": level,
                "given_on": given,
                "village": village.code,
                "winner": pick_name(rng),
                "deed": rng.choice(words.DEEDS),
                "document": f"镇文明办〔2023〕{rng.randint(1, 9)}号",
                "chosen_by": rng.choice(("村民评议", "群众推荐")),
            }
            made.append((town.plan.enter(HONOURS, values, _recorded(town, given, rng), by), given))
    for record, given in rng.sample([m for m in made if m[1] < date(2023, 6, 1)], want["ended"]):
        on = after(given, rng.randint(30, 60))
        town.plan.correct(HONOURS, record, {"ended_on": on}, "当选后出现不文明行为，经村民评议取消", on, by)


def make_legal(town: Town) -> None:
    rng = town.rng(LEGAL)
    for row in town.of(LEGAL)["rows"]:
        quantities = uneven(row.get("quantity", row["count"]), row["count"], rng)
        persons = uneven(row["persons"], row["count"], rng, least=5) if "persons" in row else quantities
        for n, (quantity, count) in enumerate(zip(quantities, persons, strict=True), 1):
            monthly = "quantity" in row
            held = on_or_before(_month_end(n)) if monthly else pick(rng, START, END)
            values = {
                "topic": rng.choice(words.LEGAL[row["kind"]]),
                "kind": row["kind"],
                "held_on": held,
                "village": town.any_village(rng).code,
                "quantity": quantity,
                "persons": count,
                "lecturer": rng.choice(words.LECTURERS),
                "proof": f"登记簿{n:03d}" if monthly else None,
            }
            _enter(town, LEGAL, held, values, rng)


def _month_end(n: int) -> date:
    """The last day of one of the months January to August, in turn; September's is not in yet."""
    return date(2023, 2 + n % 8, 1) - timedelta(1)


def make_publicity(town: Town) -> None:
    rng = town.rng(PUBLICITY)
    for level, count in town.of(PUBLICITY)["levels"].items():
        for _ in range(count):
            out = pick(rng, START, END)
            medium, channel = rng.choice(words.MEDIA[level])
            theme, headline = rng.choice(words.HEADLINES)
            village = town.any_village(rng)
            values = {
                "headline": headline.format(village=village.name),
                "channel": channel,
                "medium_level": level,
                "medium": medium,
                "out_on": out,
                "village": village.code,
                "theme": theme,
                "page": f"{out:%Y-%m-%d}第{rng.randint(1, 8)}版" if channel == "报纸" else "链接已存",
            }
            _enter(town, PUBLICITY, out, values, rng)
