"""How quickly the audit page answers over many lines: `python bench/audit.py --lines 1000000`.

Writes looks of an invented town into a ledger of its own in a temporary folder, lists and seals them, and
times what the page asks. Medians of seven, in milliseconds.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yiben.audit.listing import Question

TOWN = "422802101"
ACTS = (
    ("opened", 40), ("login", 20), ("logout", 14), ("reveal", 12), ("export", 6), ("search", 4),
    ("refused", 3), ("login_failed", 1),
)  # fmt: skip
START = datetime(2023, 1, 1, tzinfo=UTC)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=1_000_000)
    lines = parser.parse_args().lines
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"YIBEN_DATA": folder, "DJANGO_SETTINGS_MODULE": "yiben.start.settings"}
        sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        fill(lines)
        measure()
    return 0


def fill(count: int) -> None:
    """Looks of 200 people over a year, taken into the listing as the worker does it."""
    from yiben.audit import lines
    from yiben.township import people, places
    from yiben.township.models import Look

    places.load_places()
    people.open_town(TOWN)
    post = people.post("clerk_zongzhi", TOWN)
    accounts = [people.account(f"person{n:03}", f"样{n:03}") for n in range(200)]
    for account in accounts:
        people.appoint(account, post, date(2020, 1, 1))
    chance, step = random.Random(1), timedelta(days=365) / count
    acts, weights = zip(*ACTS, strict=True)
    for start in range(0, count, 10_000):
        Look.objects.bulk_create(
            Look(
                at=START + step * n,
                account=chance.choice(accounts),
                action=(act := chance.choices(acts, weights)[0]),
                what=f"信访2023-{chance.randrange(20_000):05} 联系电话",
                reason="核对回访电话" if act == "reveal" else "",
            )
            for n in range(start, min(count, start + 10_000))
        )
    told("looks written", count)
    began = time.perf_counter()
    lines.catch_up()
    told("listed, rows a second", count / (time.perf_counter() - began))


def measure() -> None:
    from yiben.audit import doubts, listing, seals
    from yiben.audit.listing import Edge, Question

    first = Question(TOWN)
    middle = START + timedelta(days=180)
    asked = {
        "first page": first,
        "oldest first": Question(TOWN, sort="oldest"),
        "by person": Question(TOWN, sort="person"),
        "one person": Question(TOWN, who="person007"),
        "one act": Question(TOWN, action="refused"),
        "person and act": Question(TOWN, who="person007", action="login_failed"),
        "a month": Question(TOWN, start=date(2023, 6, 1), end=date(2023, 6, 30)),
        "a day, one person": Question(TOWN, who="person007", start=date(2023, 6, 1), end=date(2023, 6, 1)),
        "a common word": Question(TOWN, words="回访"),
        "a rare word in a month": Question(
            TOWN, words="2023-01234", start=date(2023, 6, 1), end=date(2023, 6, 30)
        ),
        "a rare word in all": Question(TOWN, words="2023-01234"),
        "a word that is nowhere": Question(TOWN, words="查无此字"),
    }
    for name, question in asked.items():
        told(f"{name}: page and count", median(partial(page_and_count, question)))
    deep = Edge((middle, 10**9))
    told("a page in the middle", median(lambda: listing.page(first, 50, deep)))
    began = time.perf_counter()
    sealed = seals.seal_until(date(2024, 1, 2))
    told(f"sealing {sealed} days, s", time.perf_counter() - began)
    began = time.perf_counter()
    assert list(seals.verify()) == []
    told("verifying the seals, s", time.perf_counter() - began)
    began = time.perf_counter()
    doubts.of_day(TOWN, date(2023, 6, 1))
    told("doubts of a day, ms", (time.perf_counter() - began) * 1000)


def page_and_count(question: "Question") -> int:
    from yiben.audit import listing

    return listing.count(question, listing.page(question, 50))


def median(ask: Callable[[], object]) -> float:
    took = []
    for _ in range(7):
        began = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def told(what: str, value: float) -> None:
    print(f"{what:<44}{value:>12,.1f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
