"""What commands print: one JSON document, or a table that fits the terminal."""

import json
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.table import Table


def number(value: Decimal | int | float | None) -> int | float | None:
    """A value as JSON writes it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def print_json(document: Any) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
    """`right` are the columns of numbers."""
    table = Table(box=None, pad_edge=False)
    for position, title in enumerate(head):
        table.add_column(title, justify="right" if position in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    screen().print(table)


def screen(error: bool = False) -> Console:
    """Not on a terminal nothing is wrapped, so that a line stays a line."""
    on = (sys.stderr if error else sys.stdout).isatty()
    return Console(stderr=error, width=None if on else 220, highlight=False, markup=False, emoji=False)
