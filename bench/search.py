"""The search box over many records: the whole answer, and a plain scan of the same rows in the same run.

    PYTHONPATH=src YIBEN_DATA=/tmp/bench-search [YIBEN_DATABASE=postgres://…] \
        .venv/bin/python bench/search.py [records]

Fills a database of its own with petitions of one town (rows and an index, no entries of their own: only
the last one, so that the index is level), then asks each kind of question with other words each time, as
a village clerk (one village of 29) and as the town's clerk. Timed is what the page asks: the count with
its registers and villages, and the first twenty records, rights asked again. The scan is LIKE over title
and fields with the same rights, counted and sorted by day; it knows neither masks nor pinyin.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiben.start.settings")
TOWN = "422802101"
ROUNDS = 15
MATTERS = [
    "道路",
    "水管",
    "路灯",
    "垃圾",
    "河沟",
    "电线",
    "地界",
    "补贴",
    "工资",
    "噪声",
    "桥梁",
    "危房",
    "养殖",
    "山林",
    "校车",
    "塌方",
]
FAULTS = [
    "破损",
    "未到账",
    "无人清运",
    "时有时无",
    "起争执",
    "要求清理",
    "有疑问",
    "被拖欠",
    "影响通行",
    "请求核实",
]
SURNAMES, GIVEN = "向覃田谭冉牟何李周吴曾单", "明华凤松容德孝芳本斌霞珍贵红建国英秀平安"


def fill(count: int) -> None:
    """Records as the ledger would have made them, with sealed numbers left out."""
    from django.db.models import Max

    from yiben.declare.load import catalog
    from yiben.ledger.gate import writing
    from yiben.ledger.models import Entry, Record
    from yiben.search import indexing, store
    from yiben.search.models import Document, Reached

    register, chance = catalog().registers["petitions"], random.Random(7)
    villages = [f"{TOWN}{200 + n}" for n in range(29)]
    made = Document.objects.count()
    start, first = time.perf_counter(), made
    while made < count:
        rows = []
        for n in range(made, min(made + 2000, count)):
            day = date(2014, 1, 1) + timedelta(days=chance.randrange(3650))
            village = chance.choice(villages)
            name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2))
            matter = f"{chance.randrange(1, 12)}组{chance.choice(MATTERS)}{chance.choice(FAULTS)}"
            request = "，".join(
                f"{chance.choice(MATTERS)}{chance.choice(FAULTS)}" for _ in range(chance.randrange(2, 8))
            )
            data = {
                "matter": matter, "source": chance.choice(register.fields["source"].options),
                "village": village, "received_on": day.isoformat(), "due_on": day.isoformat(),
                "category": chance.choice(register.fields["category"].options), "petitioner": name,
                "upstream_no": f"{day:%Y%m%d}{n:06d}", "request": request, "urgency": "一般",
            }  # fmt: skip
            rows.append(
                Record(
                    record=f"{n:032x}", register="petitions", version=1, town=TOWN, place=village,
                    office="zongzhi", owner="clerk", number=f"信访{day.year}-{n:06d}", title=matter,
                    state="handling", happened_on=day, due_on=day, data=data, seq_from=n + 1, day_from=day,
                )
            )  # fmt: skip
        with writing():
            Record.objects.bulk_create(rows, batch_size=400)
            indexing.index({r.record for r in rows})
        made += len(rows)
    if made > first:
        print(f"filled and indexed: {(made - first) / (time.perf_counter() - start):,.0f} records a second")
        with writing():
            store.settle()
    last = Entry.objects.aggregate(last=Max("seq"))["last"] or 0
    Reached.objects.update_or_create(
        name=indexing.INDEX, defaults={"seq": last, "recipe": indexing._recipe()}
    )


def words() -> dict[str, Callable[[], str]]:
    """A kind of question → another word of it each time."""
    chance = random.Random(11)

    def turned(*kinds: list[str]) -> Callable[[], str]:
        made = [cycle(chance.sample(kind, len(kind))) for kind in kinds]
        return lambda: " ".join(next(one) for one in made)

    names = [a + b + c for a in SURNAMES for b in GIVEN for c in GIVEN if b != c]
    initials = ["dlps", "sgyy", "ldsy", "hgqq", "xcss", "qlwrqy", "djqzz", "gzbtq"]
    return {
        "two characters": turned(MATTERS),
        "four characters": turned([m + f[:2] for m in MATTERS for f in FAULTS]),
        "two words": turned(MATTERS, [f[:2] for f in FAULTS]),
        "a name of three": turned(names),
        "initials": turned(initials),
        "whole pinyin": turned(["daolu", "shuiguan", "ludeng", "lajiwu", "qiaoliang", "weifang", "tafang"]),
        "a record number": turned([f"-{n:06d}" for n in range(0, 100_000, 37)]),
        "one character": turned(list("路桥灯沟林")),
    }


def ask(account: object, text: str) -> int:
    from yiben.search.finding import Question, find

    answer = find(account, Question(text))  # type: ignore[arg-type]
    total = answer.total
    answer.page()
    return total


def scan(place: str, text: str) -> int:
    """What one would write without an index."""
    from django.db.models import Q, TextField
    from django.db.models.functions import Cast

    from yiben.ledger.models import Record

    found = Record.objects.filter(register="petitions", town=TOWN, void=False, place__startswith=place)
    found = found.annotate(said=Cast("data", TextField()))
    for word in text.split():
        found = found.filter(Q(title__contains=word) | Q(number__contains=word) | Q(said__contains=word))
    list(found.order_by("-happened_on")[:20])
    return found.count()


def main(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from yiben.ledger import keys
    from yiben.township import people, places
    from yiben.township.models import Account

    call_command("migrate", verbosity=0)
    keys.ring()
    if not Account.objects.exists():
        places.load_places()
        people.open_town(TOWN)
        for name, kind, place in (
            ("town", "clerk_zongzhi", TOWN),
            ("village", "clerk_village", f"{TOWN}207"),
        ):
            people.appoint(people.account(name, "试"), people.post(kind, place), date(2000, 1, 1))
    fill(count)
    print(f"{connection.vendor}, {count:,} records; ms p50 / p95; hits; scan p50; scan to index")
    for who, place in (("village", f"{TOWN}207"), ("town", TOWN)):
        account = people.find(who)
        for kind, word in words().items():
            asked, scanned, hits = [], [], []
            for n in range(ROUNDS):
                text = word()
                start = time.perf_counter()
                hits.append(ask(account, text))
                asked.append((time.perf_counter() - start) * 1000)
                if n < 5:
                    start = time.perf_counter()
                    scan(place, text)
                    scanned.append((time.perf_counter() - start) * 1000)
            median, late, plain = middle(asked), sorted(asked)[int(ROUNDS * 0.95)], middle(scanned)
            told = f"{median:7.1f} / {late:7.1f}  {int(middle(hits)):7,} {plain:8.0f} {plain / median:6.1f}"
            print(f"  {who:8} {kind:16} {told}")


def middle(values: list[float] | list[int]) -> float:
    return sorted(values)[len(values) // 2]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
