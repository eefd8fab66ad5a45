"""The villages that demo records are spread over, with a weight each, read without a database."""

import csv
from dataclasses import dataclass
from datetime import date
from random import Random

from yiben.kernel.locate import catalog_dir


@dataclass(frozen=True, slots=True)
class Village:
    code: str
    name: str
    weight: float
    """How much happens here: people live unevenly, and the seat of the town is the fullest."""


def villages(town: str, on: date) -> list[Village]:
    """The villages of a town that are valid on the day, in code order, always with the same weights."""
    with (catalog_dir() / "township" / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["level"] == "village" and r["code"].startswith(town)]
    rng = Random(f"weights {town}")
    return [
        Village(row["code"], row["short"], _weight(row["short"], rng))
        for row in sorted(rows, key=lambda r: r["code"])
        if (not row["valid_from"] or date.fromisoformat(row["valid_from"]) <= on)
        and (not row["valid_until"] or date.fromisoformat(row["valid_until"]) > on)
    ]


def _weight(name: str, rng: Random) -> float:
    drawn = rng.lognormvariate(0, 0.45)
    return drawn * 1.6 if name.endswith("社区") else drawn


def named(places: list[Village], word: str) -> Village:
    """The village whose name begins with the word."""
    return next(v for v in places if v.name.startswith(word))
