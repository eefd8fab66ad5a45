"""What is noticed when a figure of a real text is altered, and who is accused without cause.

    PYTHONPATH=src .venv/bin/python bench/alterations.py FOLDER [--count 50] [--seed 1] [--each]

FOLDER holds accounts/*.txt and, for each, figures/NAME.jsonl with figures and relations that people found in
it; for an account without them the relations are our own reading's, so only false accusations tell something.
One figure that stands in an annotated relation is altered at a time: a digit changed, two digits exchanged,
万 for 亿, 户 for 人, a part made greater than its whole, a share moved. The altered text is read whole.

can be told: an annotated relation can no longer hold with the altered figure, judged from the annotated
values within their printed rounding. noticed: a relation that touches the altered figure is reported as
broken. accused: a relation that does not touch it is reported as broken and was not so as printed. What the
annotations cannot tell (a deed among what came that is still no greater, money for projects) is counted by
itself, and what is noticed of that beside it.
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from yiben.reading.model import Figure, ReadText, Relation
from yiben.reading.read import read
from yiben.reading.relations.rounding import (
    adds_up,
    at_most,
    is_difference,
    is_growth,
    is_measure,
    is_progress,
    is_share,
)

WAYS = ("digit", "exchanged", "scale", "unit", "over the whole", "share moved")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SCALES = {"万": Decimal(10**4), "亿": Decimal(10**8)}


@dataclass(frozen=True)
class Account:
    name: str
    text: str
    figures: list[Figure]
    relations: list[Relation]


@dataclass(frozen=True)
class Alteration:
    account: Account
    relation: Relation
    at: int
    way: str
    figure: Figure
    """As altered; its end is that of the figure as printed."""

    @property
    def text(self) -> str:
        old = self.account.figures[self.at]
        return self.account.text[: old.start] + self.figure.surface + self.account.text[old.end :]

    @property
    def grown(self) -> int:
        return len(self.figure.surface) - (self.figure.end - self.figure.start)

    @property
    def new_end(self) -> int:
        return self.figure.start + len(self.figure.surface)

    def broken(self) -> list[Relation]:
        """The annotated relations that cannot hold any more."""
        figures = [self.figure if at == self.at else one for at, one in enumerate(self.account.figures)]
        return [
            one
            for one in self.account.relations
            if self.at in (one.whole, *one.parts) and holds(one, figures) is False
        ]


def accounts(folder: Path) -> Iterator[Account]:
    for path in sorted((folder / "accounts").glob("*.txt")) or sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        noted = folder / "figures" / f"{path.stem}.jsonl"
        if noted.exists():
            lines = noted.read_text(encoding="utf-8").splitlines()
            yield _annotated(path.stem, text, [json.loads(line) for line in lines if line])
        else:
            found = read(text)
            sure = [one for one in found.relations if one.holds is not False]
            yield Account(path.stem, text, list(found.figures), sure)


def _annotated(name: str, text: str, gold: list[dict[str, Any]]) -> Account:
    at = {one["start"]: index for index, one in enumerate(gold)}
    figures = [
        Figure(
            one["start"], one["end"], one["surface"], Decimal(str(one["value"])), one["unit"], one["bound"],
            one["kind"], one["indicator"], one["period"], one["place"],
        )
        for one in gold
    ]  # fmt: skip
    relations: list[Relation] = []
    for index, one in enumerate(gold):
        first = {key: one.get(key) for key in ("relation", "relates_to", "inferred")}
        for said in (first, *one.get("more_relations", ())):
            if not said.get("relation") or said.get("inferred"):
                continue
            others = tuple(at[start] for start in said["relates_to"] or () if start in at)
            if said["relation"] == "part_of":
                relations += [Relation("part_of", other, (index,), True) for other in others]
            elif others:
                relations.append(Relation(said["relation"], index, others, True))
    return Account(name, text, figures, relations)


def holds(relation: Relation, figures: list[Figure]) -> bool | None:
    """Whether the printed values can agree; None where nobody can tell."""
    whole, parts = figures[relation.whole], [figures[part] for part in relation.parts]
    if {part.unit for part in parts} != {whole.unit}:
        if relation.type in ("part_of", "progress_of"):
            return None
        if relation.type in ("sum_of", "difference_of"):
            return False
    match relation.type, len(parts):
        case "sum_of", count if count > 1:
            return adds_up(whole, parts)
        case "part_of", 1:
            return at_most(parts[0], whole)
        case "difference_of", 2:
            return is_difference(whole, *parts)
        case "share_of", 2:
            return is_share(whole, *parts)
        case "share_of", 1:
            return None if whole.value <= 1 else False
        case "growth_of", 2:
            return is_growth(whole, *parts)
        case "progress_of", 1:
            return is_progress(whole, parts[0])
        case "measure_of", _:
            said = [is_measure(whole, part) for part in parts]
            return False if False in said else None
        case _:
            return None


def alterations(account: Account, rng: random.Random) -> Iterator[Alteration]:
    """Every altered figure once, each way twice where chance decides."""
    done: set[tuple[int, str]] = set()
    for relation in account.relations:
        for at in (relation.whole, *relation.parts):
            figure = account.figures[at]
            if not _NUMBER.search(figure.surface):
                continue
            for way in WAYS * 2:
                altered = _altered(account, relation, figure, way, rng)
                if altered and (at, altered.surface) not in done:
                    done.add((at, altered.surface))
                    yield Alteration(account, relation, at, way, altered)


def _altered(
    account: Account, relation: Relation, figure: Figure, way: str, rng: random.Random
) -> Figure | None:
    found = _NUMBER.search(figure.surface)
    assert found
    match way:
        case "digit":
            return _with_number(figure, _digit(found[0], rng))
        case "exchanged":
            return _with_number(figure, _exchanged(found[0], rng))
        case "scale" if figure.unit == "元":
            scale = re.search("[万亿]", figure.surface)
            if not scale:
                return None
            other = "亿" if scale[0] == "万" else "万"
            surface = figure.surface.replace(scale[0], other)
            return replace(figure, surface=surface, value=figure.value / _SCALES[scale[0]] * _SCALES[other])
        case "unit" if figure.surface[-1] in "户人" and "人次" not in figure.surface:
            other = {"户": "人", "人": "户"}[figure.surface[-1]]
            return replace(figure, surface=figure.surface[:-1] + other, unit=other)
        case "over the whole" if relation.type == "part_of" and figure is account.figures[relation.parts[0]]:
            whole = account.figures[relation.whole]
            if figure.unit != whole.unit or not figure.value:
                return None
            number = Decimal(found[0]) * whole.value / figure.value * Decimal(rng.randrange(115, 400)) / 100
            places = Decimal(1).scaleb(-len(found[0].partition(".")[2]))
            return _with_number(figure, str(number.quantize(places) + places))
        case "share moved" if figure.unit == "比例":
            number = Decimal(found[0]) + rng.choice([-1, 1]) * rng.randrange(3, 30)
            return _with_number(figure, str(abs(number)))
        case _:
            return None


def _digit(number: str, rng: random.Random) -> str:
    at = rng.choice([at for at, sign in enumerate(number) if sign.isdigit()])
    first = "1" if at == 0 and len(number) > 1 else "0"
    digit = rng.choice([one for one in "0123456789" if one >= first and one != number[at]])
    return number[:at] + digit + number[at + 1 :]


def _exchanged(number: str, rng: random.Random) -> str | None:
    places = [
        at
        for at in range(len(number) - 1)
        if number[at : at + 2].isdigit() and number[at] != number[at + 1] and (at or number[1] != "0")
    ]
    if not places:
        return None
    at = rng.choice(places)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def _with_number(figure: Figure, number: str | None) -> Figure | None:
    found = _NUMBER.search(figure.surface)
    assert found
    if number is None or not Decimal(number) or not Decimal(found[0]):
        return None
    surface = figure.surface[: found.start()] + number + figure.surface[found.end() :]
    return replace(figure, surface=surface, value=figure.value * Decimal(number) / Decimal(found[0]))


def failing(found: ReadText) -> list[Relation]:
    return [one for one in found.relations if one.holds is False]


def spans(relation: Relation, found: ReadText) -> list[tuple[int, int]]:
    return [(found.figures[at].start, found.figures[at].end) for at in (relation.whole, *relation.parts)]


def judge(one: Alteration, before: set[tuple[object, ...]]) -> tuple[bool, list[str]]:
    """Whether it was noticed, and who was accused without cause."""
    found = read(one.text)
    noticed, accused = False, []
    for relation in failing(found):
        places = spans(relation, found)
        if any(start < one.new_end and one.figure.start < end for start, end in places):
            noticed = True
            continue
        back = [start - (one.grown if start >= one.new_end else 0) for start, _ in places]
        if (relation.type, *back) not in before:
            accused.append(f"{relation.type} {_shown(relation, found)}")
    return noticed, accused


def _shown(relation: Relation, found: ReadText) -> str:
    sides = [found.figures[at].surface for at in (relation.whole, *relation.parts)]
    return f"{sides[0]} / {'、'.join(sides[1:])} {relation.rules[0]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=50, help="how many figures are altered; 0: every one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", action="store_true", help="each one not noticed, and each false accusation")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    kept = list(accounts(args.folder))
    before: dict[str, set[tuple[object, ...]]] = {}
    for account in kept:
        found = read(account.text)
        before[account.name] = {
            (one.type, *(start for start, _ in spans(one, found))) for one in failing(found)
        }
        for one in failing(found):
            print(f"as printed, {account.name} accuses {one.type} {_shown(one, found)}")
    chosen = [one for account in kept for one in alterations(account, rng)]
    rng.shuffle(chosen)
    report(chosen[: args.count or None], before, args.each)


def report(chosen: list[Alteration], before: dict[str, set[tuple[object, ...]]], each: bool) -> None:
    tables: dict[str, dict[str, Counter[str]]] = {
        "relation": defaultdict(Counter), "way": defaultdict(Counter),
    }  # fmt: skip
    for one in chosen:
        broken = one.broken()
        noticed, accused = judge(one, before[one.account.name])
        sort = (broken or [one.relation])[0].type
        for counts in (tables["relation"][sort], tables["way"][one.way]):
            counts["altered"] += 1
            counts["told"] += bool(broken)
            counts["noticed"] += bool(broken) and noticed
            counts["beyond"] += not broken and noticed
            counts["accused"] += len(accused)
        old = one.account.figures[one.at]
        change = f"{one.account.name} {old.start} {old.surface!r} → {one.figure.surface!r} {sort} ({one.way})"
        if each and broken and not noticed:
            print(f"not noticed: {change}")
        if each:
            for words in accused:
                print(f"accused: {change}: {words}")
    for name, table in tables.items():
        print(
            f"\n{'by ' + name:17} altered  can be told  noticed  share   "
            "nobody can tell  of which noticed  accused"
        )
        for row in sorted(table):
            _line(row, table[row])
        _line("all", sum(table.values(), Counter[str]()))


def _line(name: str, c: Counter[str]) -> None:
    share = f"{c['noticed'] / c['told']:.3f}" if c["told"] else "  -  "
    print(
        f"{name:17} {c['altered']:>7}  {c['told']:>11}  {c['noticed']:>7}  {share}   "
        f"{c['altered'] - c['told']:>15}  {c['beyond']:>16}  {c['accused']:>7}"
    )


if __name__ == "__main__":
    main()
