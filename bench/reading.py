"""How well figures are read out of real texts, beside the field's libraries where they are installed.

    PYTHONPATH=src .venv/bin/python bench/reading.py FOLDER [--misses] [--heap N] [--node DIR]

FOLDER holds accounts/*.txt and, for each, figures/NAME.jsonl with the figures that people found in it (start,
end, surface, value, unit, bound, kind, indicator, period, place, relation, relates_to, more_relations).

A figure is found when it lies over an annotated one and has its value and unit. Kind, what, period and place
are counted over those found; an annotated `alt` is accepted too. A relation is a pair of figures and a type.
The field's libraries stand beside it in the same run, where they are installed (`reading_libraries.py`).
`--heap N` reads the accounts 1, 10 … N times over as one text and says time and memory of each.
"""

import argparse
import json
import re
import resource
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from reading_libraries import Reader, readers

from yiben.reading.model import Figure, ReadText
from yiben.reading.read import read, read_parts

Gold = dict[str, Any]


def matched(gold: Sequence[Gold], found: Sequence[Any]) -> dict[int, int]:
    """Index of each annotated figure → index of the one found over it with its value and unit."""
    taken: dict[int, int] = {}
    used: set[int] = set()
    for g, one in enumerate(gold):
        for f, other in enumerate(found):
            over = other.start < one["end"] and one["start"] < other.end
            same = over and other.value == Decimal(str(one["value"])) and other.unit == one["unit"]
            if same and f not in used:
                taken[g] = f
                used.add(f)
                break
    return taken


def f1(hits: int, wanted: int, found: int) -> str:
    share = 2 * hits / (wanted + found) if wanted + found else 0.0
    return f"{share:.3f}  (recall {hits / max(wanted, 1):.3f}, precision {hits / max(found, 1):.3f})"


def pairs(text: str) -> set[str]:
    words = re.sub(r"[^\w]", "", text)
    return {words[i : i + 2] for i in range(len(words) - 1)} or {words}


def edges(gold: Sequence[Gold], inferred: bool) -> set[tuple[str, int, int]]:
    """Annotated relations as (type, whole, part); `part_of` is written the other way round there."""
    at = {one["start"]: i for i, one in enumerate(gold)}
    made = set()
    for i, one in enumerate(gold):
        first = {k: one.get(k) for k in ("relation", "relates_to", "inferred")}
        for said in (first, *one.get("more_relations", ())):
            if not said.get("relation") or (said.get("inferred") and not inferred):
                continue
            for start in said.get("relates_to") or ():
                if start not in at:
                    continue
                turned = said["relation"] == "part_of"
                made.add(_edge(said["relation"], at[start] if turned else i, i if turned else at[start]))
    return made


def _edge(kind: str, whole: int, part: int) -> tuple[str, int, int]:
    """`same_as` has no direction."""
    return (kind, min(whole, part), max(whole, part)) if kind == "same_as" else (kind, whole, part)


class Scores:
    def __init__(self, misses: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.what: list[tuple[float, float]] = []
        self.misses = misses

    def add(self, name: str, text: str, gold: Sequence[Gold], found: ReadText) -> None:
        taken = matched(gold, found.figures)
        self.counts.update(gold=len(gold), found=len(found.figures), hits=len(taken))
        for g, f in taken.items():
            self._one(name, gold[g], found.figures[f])
        for g, one in enumerate(gold):
            if g not in taken:
                self._say(name, "missed", one, str(one["value"]) + one["unit"])
        hit = set(taken.values())
        for f, figure in enumerate(found.figures):
            if f not in hit:
                self._say(
                    name,
                    "extra",
                    {"surface": figure.surface, "start": figure.start},
                    f"{figure.value}{figure.unit}",
                )
        self._relations(name, gold, found, {f: g for g, f in taken.items()})

    def _one(self, name: str, gold: Gold, figure: Figure) -> None:
        for key in ("bound", "kind", "period", "place"):
            wanted, got = gold[key], getattr(figure, key)
            right = got in (wanted, gold.get("alt", {}).get(key))
            self.counts[key] += right
            if not right:
                self._say(name, key, gold, f"{wanted} ≠ {got}")
        wanted_pairs, ours_pairs = pairs(gold["indicator"]), pairs(figure.what)
        both = len(wanted_pairs & ours_pairs)
        self.what.append((2 * both / (len(wanted_pairs) + len(ours_pairs)), both / len(wanted_pairs)))
        if self.what[-1][0] < 0.4:
            self._say(name, "what", gold, f"{gold['indicator']} ≠ {figure.what}")

    def _relations(self, name: str, gold: Sequence[Gold], found: ReadText, back: dict[int, int]) -> None:
        wanted, allowed = edges(gold, False), edges(gold, True)
        got = {
            _edge(r.type, back.get(r.whole, -1 - r.whole), back.get(p, -1 - p))
            for r in found.relations
            for p in r.parts
        }
        self.counts.update(edges=len(wanted), edges_hit=len(wanted & got), edges_found=len(got))
        self.counts["edges_invented"] += len(got - allowed)
        for word, lost in (("relation missed", wanted - got), ("relation invented", got - allowed)):
            for kind, whole, part in sorted(lost):
                sides = [
                    gold[i]["surface"] if i >= 0 else found.figures[-1 - i].surface for i in (whole, part)
                ]
                self._say(name, word, {"surface": " / ".join(sides), "start": ""}, kind)

    def _say(self, name: str, what: str, gold: Gold, words: str) -> None:
        if self.misses:
            print(f"{name} {what:17} {gold['start']!s:>6} {gold['surface']!r} {words}")

    def print(self) -> None:
        c, n = self.counts, max(self.counts["hits"], 1)
        print(f"\nannotated {c['gold']}, read {c['found']}")
        bars = {"hits": "0.97", "bound": "0.95", "kind": "0.85", "period": "0.85", "place": "none"}
        for key, bar in bars.items():
            name = "value and unit" if key == "hits" else f"with {key}"
            of_hits = f"of those found {c[key] / n:.3f}, " if key != "hits" else ""
            print(f"  {name:21} {f1(c[key], c['gold'], c['found'])}   {of_hits}bar {bar}")
        dice, recall = (sum(x) / n for x in zip(*self.what, strict=True))
        print(f"  what (pairs of chars) Dice {dice:.3f}, annotated pairs found {recall:.3f}   bar 0.75")
        found, invented = c["edges_hit"] / max(c["edges"], 1), c["edges_invented"] / max(c["edges_found"], 1)
        print(f"  relations             found {found:.3f} of {c['edges']}   bar 0.85")
        print(f"                        invented {invented:.3f} of {c['edges_found']}   bar 0.05")


_ELSEWHERE = 0.1
"""A reader that keeps this process less busy than this does its work in another."""


def speed(reader: Reader, texts: Iterable[str]) -> float:
    """Characters a second over all texts, the best of three: of the processor's time, as other work may share
    it; of the clock's for a reader in another process."""
    kept = list(texts)
    for text in kept:
        reader(text)
    times = []
    for _ in range(3):
        start, busy = time.perf_counter(), time.process_time()
        for text in kept:
            reader(text)
        clock, busy = time.perf_counter() - start, time.process_time() - busy
        times.append(busy if busy > _ELSEWHERE * clock else clock)
    return sum(map(len, kept)) / min(times)


def heap(texts: Sequence[str], times: int) -> None:
    """The accounts 1, 10, 100 … `times` times over: time a character against the first size, and memory."""
    first = 0.0
    size = 1
    while size <= times:
        text = "\n".join([*texts, ""]) * size
        before, start, figures = _resident(), time.process_time(), 0
        for part in read_parts(text):
            figures += len(part.figures)
        spent = (time.process_time() - start) / len(text)
        first = first or spent
        print(
            f"  {size:>5} times: {len(text):>11,} characters, {figures:>7,} figures, "
            f"{1 / spent:>9,.0f} a second, time a character {spent / first:.2f} of the first, "
            f"process at most {_resident():.0f} MB ({before:.0f} MB with the text)"
        )
        size *= 10


def _resident() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="each figure that differs, and how")
    parser.add_argument(
        "--heap", type=int, default=0, metavar="N", help="the accounts N times over as one text"
    )
    parser.add_argument(
        "--node", type=Path, metavar="DIR", help="folder whose node_modules holds recognizers-text-suite"
    )
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    cases = []
    for path in sorted((args.folder / "accounts").glob("*.txt")):
        lines = (args.folder / "figures" / f"{path.stem}.jsonl").read_text(encoding="utf-8").splitlines()
        cases.append(
            (path.stem, path.read_text(encoding="utf-8"), [json.loads(line) for line in lines if line])
        )
    scores = Scores(args.misses)
    for name, text, gold in cases:
        scores.add(name, text, gold, read(text))
    scores.print()
    texts = [text for _, text, _ in cases]
    print("\nvalue and unit, and characters a second:")
    for name, reader in readers(args.node).items():
        found = [(gold, reader(text)) for _, text, gold in cases]
        hits = sum(len(matched(gold, got)) for gold, got in found)
        counts = [sum(len(side[i]) for side in found) for i in (0, 1)]
        print(f"  {name:44} {f1(hits, *counts)}  {speed(reader, texts):>12,.0f}")
    if args.heap:
        print("\none long text:")
        heap(texts, args.heap)


if __name__ == "__main__":
    main()
