"""Cases: what the engine costs an import, and how long the desk's questions take over many cases.

    PYTHONPATH=src YIBEN_DATA=/tmp/bench-cases .venv/bin/python bench/cases.py [cases] [imported]

Both in one run on the same machine: ten thousand petitions entered in one batch with the engine and with the
register's `uses` taken away; then a database filled with cases (rows only), and each pile of the desk's
against the plain first page by due day.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiben.start.settings")
TOWN = "422802101"
TODAY = date(2023, 10, 12)
REGISTER = "petitions"
ROUNDS = 3


def values(n: int) -> dict[str, Any]:
    day = TODAY - timedelta(30 + n % 300)
    return {
        "matter": f"第{n}件", "source": "来信", "village": f"{TOWN}{VILLAGES[n % len(VILLAGES)]}",
        "request_kind": "申诉求决", "category": "道路交通", "urgency": "一般",
        "received_on": day.isoformat(), "accepted_on": (day + timedelta(3)).isoformat(),
    }  # fmt: skip


VILLAGES: list[str] = []


def imported(count: int) -> dict[str, float]:
    """Seconds for one batch, with the engine and without."""
    from django.db import transaction

    from yiben.declare import load
    from yiben.kernel import clock
    from yiben.ledger import service
    from yiben.ledger.acts import Enter
    from yiben.township import people

    known, spent = load.catalog(), {}
    register = known.registers[REGISTER]
    fields = {k: f for k, f in register.fields.items() if not f.system}
    bare = replace(register, uses={}, limits={}, fields=fields)
    account = people.find("bench")
    service.submit([], account)
    for name, one in (("plain", bare), ("with clocks", register)):
        known.registers[REGISTER] = one  # type: ignore[index]
        acts = [Enter(REGISTER, values(n), TOWN) for n in range(count)]
        with transaction.atomic(), clock.stated(TODAY):
            start = time.perf_counter()
            service.submit(acts, account)
            spent[name] = time.perf_counter() - start
            transaction.set_rollback(True)
    known.registers[REGISTER] = register  # type: ignore[index]
    return spent


def fill(count: int) -> None:
    """Rows of cases as the engine keeps them: one in ten open, of these one in five late."""
    from yiben.declare.load import catalog
    from yiben.kernel import clock
    from yiben.ledger import service
    from yiben.ledger.models import COLUMNS, Record
    from yiben.township import people

    register = catalog().registers[REGISTER]
    account, chance = people.find("bench"), random.Random(7)
    with clock.stated(TODAY):
        model = service.enter(REGISTER, values(0), account, town=TOWN)
    kept = {name: getattr(model, name) for name in COLUMNS}
    closed = [s.id for s in register.states.values() if s.closed]
    made = Record.objects.count()
    while made < count:
        rows = []
        for n in range(made, min(made + 5000, count)):
            is_open, day = chance.random() < 0.1, date(2014, 1, 1) + timedelta(chance.randrange(3500))
            state = chance.choice(register.open_states) if is_open else chance.choice(closed)
            due = TODAY + timedelta(chance.randrange(-12, 48)) if is_open else day + timedelta(60)
            village = f"{TOWN}{chance.choice(VILLAGES)}"
            data = {**kept["data"], "village": village, "received_on": day.isoformat(),
                    "due_on": due.isoformat(), "upstream_no": f"{n:012d}"}  # fmt: skip
            data["extension_asked"] = True if is_open and chance.random() < 0.02 else None
            data = {k: v for k, v in data.items() if v is not None}
            owner, office = chance.choice(["bench", "a", "b", "c"]), chance.choice(["zongzhi", "cun"])
            more = {
                "record": f"{n:032x}", "number": f"信访{n}", "state": state, "place": village,
                "happened_on": day, "due_on": due, "closed_on": None if is_open else due, "data": data,
                "owner": owner, "office": office, "seq_from": n + 10,
            }  # fmt: skip
            rows.append(Record(**{**kept, **more}))
        Record.objects.bulk_create(rows, batch_size=300)
        made += len(rows)


def questions() -> dict[str, Callable[[], Any]]:
    from yiben.capabilities.cases import duplicates
    from yiben.ledger.models import Record
    from yiben.pages.views.cases.piles import TITLES, Piles
    from yiben.township import people

    asked_by = SimpleNamespace(user=people.find("bench"), town=TOWN, place=TOWN, as_of=None)
    plain = Record.objects.filter(register=REGISTER, town=TOWN).order_by("due_on")
    found = Piles(asked_by)  # type: ignore[arg-type]
    asked: dict[str, Callable[[], Any]] = {
        "plain first page by due day": lambda: list(plain[:20]),
        "counts of all piles": lambda: Piles(asked_by).counts,  # type: ignore[arg-type]
    }
    for pile in TITLES:
        asked[f"{pile}, {found.count(pile)}: first 20"] = partial(found.rows, pile, 0, 20)
    newest = Record.objects.filter(register=REGISTER, town=TOWN).latest("happened_on")
    asked["likely duplicates of one"] = lambda: duplicates.likely_of(newest, asked_by.user)
    return asked


def main(count: int, batch: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from yiben.declare.load import catalog
    from yiben.kernel import clock
    from yiben.ledger.indexes import ensure_indexes, index_of_open_cases
    from yiben.township import people, places
    from yiben.township.models import Account

    call_command("migrate", verbosity=0)
    if not Account.objects.exists():
        places.load_places()
        people.open_town(TOWN)
        people.appoint(people.account("bench", "试"), people.post("clerk_zongzhi", TOWN), date(2000, 1, 1))
    VILLAGES.extend(v.code[9:] for v in places.villages(TOWN, TODAY))
    spent = imported(batch)
    each = {name: seconds / batch * 1000 for name, seconds in spent.items()}
    ratio = spent["with clocks"] / spent["plain"]
    print(f"{batch:,} entered in one batch: {each}, ms each; ratio {ratio:.2f}")
    fill(count)
    ensure_indexes([catalog().registers[REGISTER]])
    with connection.cursor() as cursor:
        for register in catalog().registers.values():
            if "cases" in register.uses:
                cursor.execute(index_of_open_cases(register, connection.vendor))
        cursor.execute("ANALYZE")
    with clock.stated(TODAY):
        times: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for name, ask in questions().items():
                start = time.perf_counter()
                ask()
                times.setdefault(name, []).append((time.perf_counter() - start) * 1000)
    base = sorted(times["plain first page by due day"])[ROUNDS // 2]
    print(f"{connection.vendor}, {count:,} cases; ms p50 / worst, ratio to the plain page")
    for name, spans in times.items():
        median = sorted(spans)[ROUNDS // 2]
        print(f"  {name:34} {median:7.1f} / {max(spans):7.1f}   {median / base:6.1f}")


if __name__ == "__main__":
    main(*[int(n) for n in (sys.argv[1:] + ["200000", "10000"][len(sys.argv) - 1 :])])
