"""党组织: committee, general branches, branches, groups and member households, village by village."""

from datetime import date
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after, pick
from yiben.demo.spread import shares
from yiben.demo.town import Town
from yiben.demo.villages import Village

REGISTER = "party_organisations"
TAKEN_OVER = date(2022, 1, 6)
OTHERS = (("镇机关党支部", "机关"), ("中心学校党支部", "学校"), ("卫生院党支部", "医院"))


def make(town: Town) -> None:
    want, rng = town.of(REGISTER), town.rng(REGISTER)
    weak = [town.village(word).code for word in want["weak"]]
    _enter(town, rng, {"name": f"{town.name}党委", "org_kind": "党委", "sector": "机关", "party_members": 9})
    by_size = sorted(town.villages, key=lambda v: (v.code in weak, -v.weight, v.code))
    general = {v.code for v in by_size[: want["general_branches"]]}
    branches: list[tuple[str, Village]] = []
    for village in town.villages:
        if village.code in general:
            _enter(town, rng, _of(village, f"{village.name}党总支", "党总支", f"{town.name}党委"))
    for village in town.villages:
        branches += _branches(town, rng, village, village.code in general, village.code in weak)
    for name, sector in OTHERS[: want["branches"] - len(branches)]:
        parent = f"{town.name}党委"
        _enter(town, rng, {"name": name, "org_kind": "党支部", "sector": sector, "parent": parent})
    if len(branches) + len(OTHERS) < want["branches"]:
        raise ValueError(f"only {len(branches)} village branches for {want['branches']}")
    _groups(town, rng, branches, want["groups"])
    _households(town, rng, want)


def _of(village: Village, name: str, kind: str, parent: str) -> dict[str, Any]:
    sector = "社区" if village.name.endswith("社区") else "农村"
    return {"name": name, "org_kind": kind, "sector": sector, "parent": parent, "village": village.code}


def _enter(town: Town, rng: Random, values: dict[str, Any]) -> str:
    since = date(rng.choice((2012, 2016, 2018, 2020, 2021)), rng.randint(1, 12), rng.randint(1, 28))
    elected = date(2021, 10, rng.randint(8, 28))
    kept = {"set_up_on": since} | values
    if values["org_kind"] in ("党委", "党总支", "党支部"):
        kept |= {"elected_on": elected, "next_election_on": elected.replace(year=2026)}
        kept["party_members"] = values.get("party_members", rng.randint(12, 58))
    return town.plan.enter(REGISTER, kept, TAKEN_OVER, town.keeper(REGISTER), source="import")


def _branches(
    town: Town, rng: Random, village: Village, under_general: bool, weak: bool
) -> list[tuple[str, Village]]:
    names = [f"{village.name}第{n}党支部" for n in "一二"] if under_general else [f"{village.name}党支部"]
    parent = f"{village.name}党总支" if under_general else f"{town.name}党委"
    for name in names:
        record = _enter(town, rng, _of(village, name, "党支部", parent))
        if weak:
            listed = pick(rng, date(2023, 2, 13), date(2023, 3, 10))
            town.plan.advance(
                REGISTER, record, "list_weak", after(listed, 2), town.keeper(REGISTER),
                weak_on=listed, weak_reason="组织生活不经常，班子不齐", paired_unit="镇机关党支部",
            )  # fmt: skip
    return [(name, village) for name in names]


def _groups(town: Town, rng: Random, branches: list[tuple[str, Village]], total: int) -> None:
    counts = shares(total, [1 + v.weight for _, v in branches])
    for (branch, village), count in zip(branches, counts, strict=True):
        for n in range(1, count + 1):
            _enter(town, rng, _of(village, f"{branch}第{n}党小组", "党小组", branch))


def _households(town: Town, rng: Random, want: Any) -> None:
    """Member households were named from last year on; a few have given it up again."""
    plan, by = town.plan, town.keeper(REGISTER)
    total = want["centre_households"] + want["given_up"]
    counts = shares(total, [v.weight for v in town.villages])
    gone = set(rng.sample(range(total), want["given_up"]))
    n = 0
    for village, count in zip(town.villages, counts, strict=True):
        for number in range(1, count + 1):
            since = pick(rng, date(2022, 3, 1), date(2023, 6, 30))
            values = _of(village, f"{village.name}党员中心户{number:02d}", "党员中心户", "")
            values |= {"secretary": town.grown_up(village.code, rng).name, "set_up_on": since}
            values["parent"] = None
            record = plan.enter(REGISTER, values, max(since, _end_of_month(since)), by)
            if n in gone:
                left = on_or_after(date(2023, 7, 3))
                plan.advance(
                    REGISTER, record, "dissolve", after(left, 3), by, "户主外出务工",
                    dissolved_on=left, dissolved_reason="户主外出务工",
                )  # fmt: skip
            n += 1


def _end_of_month(day: date) -> date:
    return on_or_after(date(day.year, day.month, 28))
