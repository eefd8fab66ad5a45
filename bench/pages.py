"""Pages over many records: the median time of each page through Django's test client, one thread, SQLite.

    cp -r DEMO_FOLDER /tmp/bench-pages
    PYTHONPATH=src YIBEN_DATA=/tmp/bench-pages .venv/bin/python bench/pages.py [records] [rounds]

The demo town is filled up to `records` (200,000 by default) through `ledger.service.submit`, with entries,
chain and sealed identifiers: half of what is added are petitions, the rest variants of what the demo has.
Each page is asked once cold, then in turns; beside the median in ms stand the processor time of the process
(less changed by what else the machine does), the ratio to the bare query of a list's first page, and the
processor time of the first asking after another record was written.
"""

# ruff: noqa: E402  Django wants its settings before its models are imported

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiben.start.settings")

import django

django.setup()

from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse

from yiben.declare.load import catalog
from yiben.figures import store
from yiben.kernel import clock
from yiben.ledger import reading
from yiben.ledger.acts import Enter
from yiben.ledger.indexes import ensure_indexes
from yiben.ledger.models import Entry, Record
from yiben.ledger.service import submit
from yiben.township import people
from yiben.township.models import Account, DemoTown

TOWN, DAY = "422802101", date(2023, 10, 12)
AT_ONCE = 2000


def fill(count: int) -> None:
    """Records like those of the demo, on other days and in other villages, until there are `count`."""
    chance = random.Random(7)
    missing = count - Record.objects.count()
    villages = sorted(set(Record.objects.filter(register="petitions").values_list("place", flat=True)))
    for register_id, by, share in (("petitions", "clerk", 0.5), ("disputes", "clerk", 0.2),
                                   ("visits", "xiangcun", 0.3)):  # fmt: skip
        account = people.find(by)
        register = catalog().registers[register_id]
        models = list(Record.objects.filter(register=register_id, void=False)[:2000])
        left = int(missing * share)
        while left > 0:
            acts = [
                _like(register, chance.choice(models), villages, chance) for _ in range(min(left, AT_ONCE))
            ]
            with clock.stated(_next_day()):
                submit(acts, account, "bench")
            left -= len(acts)
            print(f"  {register_id}: {left:,} left", flush=True)


def _next_day() -> date:
    """A day after the town's last entry, on which the demo town then lives: no clerk enters so much a day."""
    last = Entry.objects.filter(town=TOWN).order_by("-town_seq").values_list("day", flat=True).first() or DAY
    DemoTown.objects.filter(town=TOWN).update(day=last + timedelta(days=1))
    return last + timedelta(days=1)


def _like(register: Any, model: Record, villages: list[str], chance: random.Random) -> Enter:
    shift = timedelta(days=chance.randrange(-3200, 0))
    values: dict[str, Any] = {}
    for name, value in model.data.items():
        field = register.fields[name]
        if field.is_identifier:
            continue
        if field.type == "date":
            values[name] = date.fromisoformat(value) + shift
        elif field.id == register.place:
            values[name] = chance.choice(villages)
        elif field.id == register.title_field:
            values[name] = f"{value}（{chance.randrange(10**6)}）"[: field.max_length]
        else:
            values[name] = value
    # Numbers are kept in the base unit and typed in the field's own.
    for name in list(values):
        if register.fields[name].type in ("integer", "number", "money"):
            from yiben.kernel.values import type_value

            values[name] = type_value(register.fields[name], values[name])
    closed = next((s.id for s in register.states.values() if s.closed), "")
    state = closed if chance.random() < 0.98 else model.state
    return Enter(register.id, values, TOWN, state=state)


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pages() -> dict[str, tuple[str, str]]:
    """What is measured: name → (who, address)."""
    one = Record.objects.filter(register="petitions").order_by("-seq_from").first()
    assert one is not None
    made = {
        "desk, clerk": ("clerk", "/"),
        "desk, mayor": ("leader", "/"),
        "registers": ("clerk", "/registers/"),
        "list, its period": ("clerk", "/registers/petitions/"),
        "list, all years": ("clerk", "/registers/petitions/?received_on_from="),
        "list, one choice, all years": ("clerk", "/registers/petitions/?received_on_from=&source=来信"),
        "list, choice and village": (
            "clerk", f"/registers/petitions/?received_on_from=&category=道路交通&place={one.place}"
        ),
        "list, sorted by upstream number": (
            "clerk", "/registers/petitions/?received_on_from=&sort=upstream_no"
        ),
        "list, sorted by day received": ("clerk", "/registers/petitions/?received_on_from=&sort=received_on"),
        "list, late": ("clerk", "/registers/petitions/?received_on_from=&state=late"),
        "record": ("clerk", f"/records/{one.record}/"),
        "form": ("clerk", "/registers/petitions/new/"),
        "grid, empty": ("clerk", "/registers/petitions/grid/"),
        "figures": ("clerk", "/figures/?group=order"),
        "figure": ("clerk", "/figures/petitions.received/"),
    }  # fmt: skip
    with suppress(NoReverseMatch):
        made["search"] = ("clerk", reverse("search") + "?q=道路")
    return made


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(count: int, rounds: int) -> None:
    call_command("migrate", verbosity=0)
    fill(count)
    ensure_indexes(catalog().registers.values())
    for register in catalog().registers.values():
        store.fold(register)
    clients = {who: browser(people.find(who)) for who in ("clerk", "leader")}
    shown = pages()
    clerk = people.find("clerk")
    cold: dict[str, float] = {}
    warm: dict[str, list[float]] = {name: [] for name in shown}
    after: dict[str, list[float]] = {name: [] for name in shown}
    busy: dict[str, list[float]] = {name: [] for name in shown}
    bare: list[float] = []

    def ask(name: str) -> None:
        who, address = shown[name]
        answer = clients[who].get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")

    for name in shown:
        cold[name] = timed(lambda name=name: ask(name))  # type: ignore[misc]
    for _ in range(rounds):
        bare.append(timed(lambda: reading.listing("petitions", clerk).page(1, 20)))
        for name in shown:
            before = time.process_time()
            warm[name].append(timed(lambda name=name: ask(name)))  # type: ignore[misc]
            busy[name].append((time.process_time() - before) * 1000)
    today = Entry.objects.filter(town=TOWN).order_by("-town_seq").values_list("day", flat=True).first() or DAY
    chance, models = random.Random(3), list(Record.objects.filter(register="petitions")[:50])
    register = catalog().registers["petitions"]
    for _ in range(3):
        for name in shown:
            with clock.stated(today):
                submit([_like(register, chance.choice(models), [models[0].place], chance)], clerk, "bench")
            before = time.process_time()
            ask(name)
            after[name].append((time.process_time() - before) * 1000)
    query = statistics.median(bare)
    counted = Record.objects.count(), Record.objects.filter(register="petitions").count()
    print(
        "{:,} records, {:,} petitions;".format(*counted), f"bare list query {query:.2f} ms; {rounds} rounds"
    )
    print("| page | median ms | processor, ms | ratio to the list query | after a write, ms | cold, ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in shown:
        median = statistics.median(warm[name])
        cells = (
            median,
            statistics.median(busy[name]),
            median / query,
            statistics.median(after[name]),
            cold[name],
        )
        print(f"| {name} | " + " | ".join(f"{cell:.0f}" for cell in cells) + " |")


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:]]
    main(numbers[0] if numbers else 200_000, numbers[1] if len(numbers) > 1 else 11)
