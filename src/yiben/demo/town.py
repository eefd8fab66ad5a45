"""What every maker of demo records is given: the villages, the people, the plan, the town's recipe."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from yiben.declare.load import catalog
from yiben.demo.days import after, on_or_after
from yiben.demo.folk import Folk, Person
from yiben.demo.households import Population
from yiben.demo.plan import Plan
from yiben.demo.villages import Village, villages
from yiben.demo.words import LATE
from yiben.kernel.locate import demo_dir

OFFICE_ACCOUNTS = {"zongzhi": "clerk", "dangzheng": "writer"}
"""The accounts with a name of their own; other offices' clerks are named by the office."""


@dataclass
class Town:
    code: str
    name: str
    day: date
    """The day that the demo town lives on."""
    recipe: Mapping[str, Any]
    villages: list[Village]
    plan: Plan
    folk: Folk
    people: Population = field(default_factory=lambda: Population([], [], [], [], {}))
    _rngs: dict[str, Random] = field(default_factory=dict)
    _keepers: dict[str, str] = field(default_factory=dict)

    def rng(self, name: str) -> Random:
        """The maker's own source of chance, so that a change in one maker leaves the others alone."""
        return self._rngs.setdefault(name, Random(f"{self.code} {name}"))

    def of(self, register: str) -> Any:
        """The recipe of one register."""
        return self.recipe[register]

    def keeper(self, register: str) -> str:
        """Username of the clerk of the office that keeps the register."""
        if register not in self._keepers:
            owner = catalog().registers[register].owner
            self._keepers[register] = OFFICE_ACCOUNTS.get(owner, owner)
        return self._keepers[register]

    def village_clerk(self, code: str) -> str:
        """Username of a village's clerk: cun01 for the first village in code order, or a name of its own."""
        place = next(i for i, v in enumerate(self.villages) if v.code == code)
        named: Mapping[str, str] = self.recipe["people"].get("villages", {})
        return named.get(self.villages[place].name, f"cun{place + 1:02d}")

    def any_village(self, rng: Random) -> Village:
        return rng.choices(self.villages, [v.weight for v in self.villages])[0]

    def other_village(self, code: str, rng: Random) -> Village:
        """Another village: what a clerk in a hurry picks by mistake."""
        return rng.choice([v for v in self.villages if v.code != code])

    def grown_up(self, village: str, rng: Random) -> Person:
        """One of the invented grown-ups of a village."""
        return rng.choice(self.people.by_village[village])

    def recorded(self, happened: date, late: float, rng: Random) -> tuple[date, str]:
        """The day on which something is put into the ledger, and why so late where it is late."""
        if rng.random() >= late:
            return min(on_or_after(happened), self.plan.last_day), ""
        day = after(happened, rng.randint(4, 22))
        return (day, rng.choice(LATE)) if day <= self.plan.last_day else (on_or_after(happened), "")

    def leader(self, rng: Random) -> str:
        """The invented name of one of the town's leaders."""
        return str(rng.choice(self.recipe["people"]["leaders"]))

    def name_of(self, code: str) -> str:
        return next(v.name for v in self.villages if v.code == code)

    def village(self, word: str) -> Village:
        """The village whose name begins with the word."""
        return next(v for v in self.villages if v.name.startswith(word))


Maker = Callable[[Town], None]


def folders() -> list[Path]:
    """The folders of the demo towns whose records can be generated."""
    return sorted(p.parent for p in demo_dir().glob("*/recipes"))


def read_town(folder: Path) -> Town:
    """The town as its facts and recipes declare it, with an empty plan.

    Nothing is recorded on the demo day itself, so that it begins with an empty page.
    """
    head = tomllib.loads((folder / "published.toml").read_text(encoding="utf-8"))["town"]
    recipe: dict[str, Any] = {}
    for path in sorted((folder / "recipes").glob("*.toml")):
        recipe |= tomllib.loads(path.read_text(encoding="utf-8"))
    code, day = head["code"], head["demo_day"]
    return Town(
        code=code,
        name=head["name"],
        day=day,
        recipe=recipe,
        villages=villages(code, day),
        plan=Plan(code, day - timedelta(1)),
        folk=Folk(f"folk {code}"),
    )
