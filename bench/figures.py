"""The engine against fused SQL written by hand, and what a live delta of 10,000 changes costs.

    PYTHONPATH=src .venv/bin/python bench/figures.py [rows] [rounds]

Four registers, 60 figures (20 filtered counts, 12 sums, 8 distinct persons, 12 shares, 8 month-end
stocks), every village and month of five years; 80 towns, 2,000 villages. Both sides read the same
Parquet in one process and give Arrow tables with the same columns; the division of shares is left out on
both sides. What is printed are ratios within this run; the bars (DESIGN) are 1.25 and 1.5.
"""

# ruff: noqa: E402  Django wants its settings before its models are imported

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

os.environ["YIBEN_DATA"] = tempfile.mkdtemp(prefix="yiben-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiben.start.settings")

import django

django.setup()

import tomllib

from django.core.management import call_command

from yiben.declare.lines import key_lines
from yiben.declare.model import Catalog, Register
from yiben.declare.registers import read_register
from yiben.declare.shapes import Reader
from yiben.declare.source import Source
from yiben.figures import changes, engine, fused, live, slots, store
from yiben.figures.plan import leaves, plan
from yiben.figures.span import Ask, Shape
from yiben.kernel.periods import Period

FIVE_YEARS = Period(date(2019, 1, 1), date(2023, 12, 31))
REGISTERS = 4
KINDS = "甲乙丙丁戊"


def register(number: int) -> Register:
    """One of the registers, as a file of the catalog would say it."""
    head = f"""
[register]
id = "works{number}"
title = "事项"
covers = ["G2"]
row = "一件"
owner = "zongzhi"
title_field = "kind"
place = "village"
happened = "day"
since = "day"
until = "until"
[fields]
kind = {{ title = "类别", type = "choice", options = {list(KINDS)} }}
village = {{ title = "村", type = "place" }}
day = {{ title = "发生日", type = "date" }}
until = {{ title = "止日", type = "date" }}
amount = {{ title = "金额", type = "money" }}
number = {{ title = "人数", type = "integer" }}
person = {{ title = "证件号", type = "id_number" }}
[figures]
"""
    formulas = [
        *(f'count(kind = "{kind}" and number > {at})' for at, kind in enumerate(KINDS)),
        "sum(amount)",
        'sum(amount, kind = "甲")',
        "sum(number, amount >= 500.5)",
        "distinct(person)",
        'distinct(person, kind in ("甲", "乙"))',
        *(f'share(count(kind = "{kind}"), count())' for kind in "甲乙丙"),
        "count()",
        'sum(number, kind != "丙")',
    ]
    lines = [
        f"f{at} = {{ title = '数', unit = '件', type = '{'stock' if at > 12 else 'flow'}',"
        f" formula = '{text}' }}"
        for at, text in enumerate(formulas)
    ]
    text = head + "\n".join(lines)
    data = tomllib.loads(text)
    reader = Reader(Source("bench.toml", text, data, key_lines(text)))
    made = read_register(reader, "order")
    assert not reader.problems, reader.problems
    return made


HAND = """
SELECT substr(place, 1, 12) AS village, year(happened_on) * 12 + month(happened_on) - {first} AS cell,
  count(*) FILTER (WHERE f_kind = '甲' AND f_number > 0) a,
  count(*) FILTER (WHERE f_kind = '乙' AND f_number > 1) b,
  count(*) FILTER (WHERE f_kind = '丙' AND f_number > 2) c,
  count(*) FILTER (WHERE f_kind = '丁' AND f_number > 3) d,
  count(*) FILTER (WHERE f_kind = '戊' AND f_number > 4) e,
  sum(f_amount) f, sum(f_amount) FILTER (WHERE f_kind = '甲') g,
  sum(f_number) FILTER (WHERE f_amount >= 500.5) h,
  count(DISTINCT f_person) i, count(DISTINCT f_person) FILTER (WHERE f_kind IN ('甲', '乙')) j,
  count(*) FILTER (WHERE f_kind = '甲') k, count(*) FILTER (WHERE f_kind = '乙') l,
  count(*) FILTER (WHERE f_kind = '丙') m, count(*) n
FROM {table}
WHERE seq_to IS NULL AND NOT void AND happened_on BETWEEN '2019-01-01' AND '2023-12-31' GROUP BY ALL
"""
HAND_STOCK = """
WITH live AS (SELECT substr(place, 1, 12) village, f_day, f_until, f_number, f_kind FROM {table}
    WHERE seq_to IS NULL AND NOT void AND f_day <= '2023-12-31' AND (f_until IS NULL OR f_until > f_day)),
moves AS (SELECT village, f_day AS day, 1 AS sign, f_number, f_kind FROM live
    UNION ALL SELECT village, f_until, -1, f_number, f_kind FROM live WHERE f_until IS NOT NULL),
monthly AS (SELECT village, greatest(year(day) * 12 + month(day) - {first}, 0) AS cell, sum(sign) AS c,
    sum(sign * f_number) FILTER (WHERE f_kind <> '丙') AS p FROM moves GROUP BY ALL),
spine AS (SELECT village, cell FROM (SELECT DISTINCT village FROM monthly), range(60) AS months(cell))
SELECT village, cell, sum(c) OVER so_far AS c, sum(p) OVER so_far AS p
FROM spine LEFT JOIN monthly USING (village, cell) WINDOW so_far AS (PARTITION BY village ORDER BY cell)
"""


def generate(own: Any, made: Register, rows: int, seed: int) -> None:
    """Parquet of random versions, published as the store would."""
    store.folder().mkdir(parents=True, exist_ok=True)
    name = f"{made.id}.{rows}.bench.parquet"
    plain = {
        "record": "'r' || i", "number": "'号' || i", "title": "''", "register": f"'{made.id}'",
        "version": "1",
        "seq_from": "i", "seq_to": "NULL", "day_from": "day", "day_to": "NULL", "void": "false",
        "town": "substr(village, 1, 9)", "place": "village", "office": "'zongzhi'", "state": "''",
        "happened_on": "day", "due_on": "NULL", "closed_on": "NULL",
        "f_kind": f"substr('{KINDS}', CAST(1 + h % 5 AS INT), 1)", "f_village": "village",
        "f_day": "day", "f_until": "CASE WHEN h % 3 > 0 THEN day + (h % 700)::INT END",
        "f_amount": "(h % 100000) / 100.0", "f_number": "h % 9", "f_person": f"'p' || (h % {rows // 3 + 1})",
    }  # fmt: skip
    wanted = ", ".join(
        f"CAST({plain[name]} AS {kind}) AS {name}" for name, kind in slots.columns(made).items()
    )
    own.execute(
        f"""COPY (SELECT {wanted} FROM (SELECT i, h, '42' || lpad(CAST(1 + t // 10 AS VARCHAR), 4, '0')
        || lpad(CAST(101 + t % 10 AS VARCHAR), 3, '0') || CAST(200 + h % 25 AS VARCHAR) AS village,
        DATE '2019-01-01' + CAST(h % 1826 AS INT) AS day FROM (SELECT i, hash(i + {seed}) % 1000000007 AS h,
        hash(i * 7 + {seed}) % 80 AS t FROM range(1, {rows + 1}) AS numbers(i))) ORDER BY place, happened_on)
        TO '{store.folder() / name}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {store.ROW_GROUP})"""
    )
    path = store.folder() / name
    store._publish(
        store.Manifest(
            made.id, rows, "", slots.fingerprint(made), name, rows, path.stat().st_size, store._digest(path)
        )
    )


def median(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def against_hand(known: Catalog, rounds: int) -> None:
    own = live.book()
    for made in known.registers.values():
        file = store.folder() / next(store.folder().glob(f"{made.id}.*.parquet")).name
        own.duck.execute(f"CREATE OR REPLACE TEMP VIEW v_{made.id} AS SELECT * FROM read_parquet('{file}')")
    wanted = tuple(dict.fromkeys(leaf for f in known.figures.values() for leaf in leaves(plan(f, known))))
    shape = Shape(level=12, month=True)
    ask = Ask("42", FIVE_YEARS, None, shape, tuple(FIVE_YEARS.months()))

    def ours() -> int:
        fused.prepare(own, ask)
        queries = fused.queries(wanted, (), shape, known.registers)
        return sum(own.duck.execute(ask.fill(fused.compiled(q))).to_arrow_table().num_rows for q in queries)

    def hand() -> int:
        first, total = 2019 * 12 + 1, 0
        for made in known.registers.values():
            for text in (HAND, HAND_STOCK):
                sql = text.format(table=f"v_{made.id}", first=first)
                total += own.duck.execute(sql).to_arrow_table().num_rows
        return total

    def fresh() -> int:
        fused.compiled.cache_clear()
        return ours()

    assert ours() == hand(), (ours(), hand())
    turns = [[median(work, 1) for work in (hand, ours, fresh)] for _ in range(rounds)]
    by_hand, compiled, with_compiling = (statistics.median(times) for times in zip(*turns, strict=True))
    print(f"60 figures × village × month, fused by hand: {by_hand:.2f} s")
    print(f"  engine: {compiled / by_hand:.2f} ×, compiling anew each time: {with_compiling / by_hand:.2f} ×")


def with_delta(known: Catalog, rows: int, rounds: int) -> None:
    """A figure over everything, without and with 10,000 changes that are not folded yet."""
    from yiben.ledger.models import PastRecord, Record

    call_command("migrate", verbosity=0)
    engine.catalog = lambda: known  # type: ignore[assignment]
    made = known.registers["works0"]

    def version(number: int, seq: int) -> dict[str, Any]:
        place = f"42000110{number % 10}2{number % 25:02}"
        data = {"kind": "甲", "village": place, "day": "2023-05-01", "amount": 12.5, "number": 3}
        return {
            "record": f"r{number}", "register": made.id, "town": place[:9], "place": place,
            "office": "zongzhi", "owner": "clerk", "number": f"号{number}", "title": "",
            "happened_on": date(2023, 5, 1), "data": data, "seq_from": seq, "day_from": date(2023, 5, 2),
        }  # fmt: skip

    def figure() -> object:
        return engine.evaluate(["works0.f5"], "42", FIVE_YEARS, by="month")

    Record.objects.create(**version(rows, rows), version=1)
    figure()
    none = median(figure, rounds)
    changed = range(1, 10_000)
    Record.objects.bulk_create([Record(**version(n, rows + n), version=2) for n in changed], batch_size=1000)
    PastRecord.objects.bulk_create(
        [
            PastRecord(**version(n, n), version=1, seq_to=rows + n, day_to=date(2023, 5, 2))
            for n in changed
            if n % 2
        ],
        batch_size=1000,
    )
    live.FOLD_AT = 100_000
    first = median(figure, 1)
    some = median(figure, rounds)
    state = live.book().states[made.id]
    print(f"one figure over {rows:,} rows by month, no delta: {none * 1000:.0f} ms")
    print(f"  {state.changed:,} changed versions, already read: {some / none:.2f} ×")
    print(f"  the first time, reading them: {first / none:.2f} ×")
    seconds = median(lambda: store.fold(made), 1)
    assert changes.last(made.id) == rows + 9_999
    print(f"  folding them: {seconds * 1000:.0f} ms")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    made = [register(number) for number in range(REGISTERS)]
    known = Catalog({}, {one.id: one for one in made}, {}, {}, {})
    for number, one in enumerate(made):
        generate(live.book().duck, one, rows // REGISTERS, number)
    size = sum(file.stat().st_size for file in Path(store.folder()).glob("*.parquet"))
    print(f"{rows:,} rows, {size / 1e6:.0f} MB")
    against_hand(known, rounds)
    if rows // REGISTERS < 1_000_000:
        generate(live.book().duck, made[0], 1_000_000, 0)
    with_delta(known, max(rows // REGISTERS, 1_000_000), rounds)


if __name__ == "__main__":
    main()
