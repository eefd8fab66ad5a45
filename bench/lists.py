"""List pages over many records: the database's time for filter + sort on a marked field.

    PYTHONPATH=src YIBEN_DATA=/tmp/bench-lists [YIBEN_DATABASE=postgres://…] \
        .venv/bin/python bench/lists.py [records]

Fills a database of its own with records of one register (rows only, no entries: reading is what is
measured), then asks for the first page in several ways, 40 times each with other values.
"""

import os
import random
import sys
import time
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiben.start.settings")
TOWN = "422802101"


def fill(count: int) -> None:
    from yiben.declare.load import catalog
    from yiben.ledger.models import Record

    register = catalog().registers["petitions"]
    villages = [f"{TOWN}{200 + n}" for n in range(29)]
    chance = random.Random(7)
    made = Record.objects.count()
    while made < count:
        rows = []
        for n in range(made, min(made + 5000, count)):
            day = date(2014, 1, 1) + timedelta(days=chance.randrange(3650))
            village = chance.choice(villages)
            data = {
                "matter": f"第{n}件", "source": chance.choice(register.fields["source"].options),
                "village": village, "received_on": day.isoformat(), "due_on": day.isoformat(),
                "category": chance.choice(register.fields["category"].options),
                "upstream_no": f"{n:012d}", "urgency": "一般",
            }  # fmt: skip
            rows.append(
                Record(
                    record=f"{n:032x}", register="petitions", version=1, town=TOWN, place=village,
                    office="zongzhi", owner="clerk", number=f"信访{n}", title=data["matter"],
                    state=chance.choice(list(register.states)), happened_on=day, due_on=day,
                    data=data, seq_from=n + 1, day_from=day,
                )
            )  # fmt: skip
        Record.objects.bulk_create(rows, batch_size=400)
        made += len(rows)


def ways() -> dict[str, tuple[dict[str, object], str]]:
    chance = random.Random()
    source = chance.choice(["来信", "来访", "来电", "阳光信访"])
    category = chance.choice(["道路交通", "供水供电", "环境卫生", "其他"])
    village = f"{TOWN}{200 + chance.randrange(29)}"
    return {
        "newest of the register": ({}, ""),
        "one choice, newest": ({"source": source}, ""),
        "one choice and one village": ({"category": category, "place": village}, ""),
        "one state, newest": ({"state": "handling"}, ""),
        "sorted by a marked field": ({}, "upstream_no"),
        "one choice, by due day": ({"source": source}, "due_on"),
        "a month, newest": ({"happened_on": (date(2020, 5, 1), date(2020, 5, 31))}, ""),
    }


def main(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from yiben.declare.load import catalog
    from yiben.ledger import reading
    from yiben.ledger.indexes import ensure_indexes
    from yiben.township import people, places

    call_command("migrate", verbosity=0)
    if not people.Account.objects.exists():
        places.load_places()
        people.open_town(TOWN)
        people.appoint(people.account("bench", "试"), people.post("clerk_zongzhi", TOWN), date(2000, 1, 1))
    fill(count)
    ensure_indexes([catalog().registers["petitions"]])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    account = people.find("bench")
    spent: dict[str, list[float]] = {}

    def timed(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        start = time.perf_counter()
        result = execute(sql, params, many, context)
        spent[now].append((time.perf_counter() - start) * 1000)
        return result

    for _ in range(40):
        for now, (filters, sort) in ways().items():
            spent.setdefault(now, [])
            found = reading.listing("petitions", account, filters, sort)
            reading.reach(account, "read", "petitions")
            with connection.execute_wrapper(timed):
                found.page(1, 20)
    print(f"{connection.vendor}, {count:,} records; ms p50 / p95")
    for name, times in spent.items():
        ordered = sorted(times)
        print(f"  {name:32} {ordered[len(ordered) // 2]:7.1f} / {ordered[int(len(ordered) * 0.95)]:7.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
