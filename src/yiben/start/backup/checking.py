"""Reads a backup from end to end: every part against its sum, every entry against its chain."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BufferedReader
from pathlib import Path
from typing import Any

from yiben.kernel.problems import refuse
from yiben.start.backup.manifest import ABOUT, ENTRIES, MANIFEST, ROWS, About, Manifest, sums_told
from yiben.start.backup.parts import PartContent, PartsReader
from yiben.start.backup.sealing import Opener
from yiben.start.backup.tables import Table

SHOWN = 20
"""Faults told one by one."""


@dataclass(frozen=True)
class Read:
    about: About
    manifest: Manifest
    broken: tuple[int, ...] = ()
    """Entries that did not fit their chain when the backup was made; the first of them."""


@contextmanager
def opened(path: Path, passphrase: str) -> Iterator[PartsReader]:
    """The parts of a backup; Refused as `Opener` does, J006 where there is no such file."""
    try:
        file = path.open("rb")
    except (FileNotFoundError, IsADirectoryError) as fault:
        raise refuse("J006", path=path) from fault
    with file:
        yield PartsReader(BufferedReader(Opener(file, passphrase, path.name), 1024 * 1024), path.name)


def check(path: Path, passphrase: str) -> Read:
    """What the backup says of itself, once all of it has been read and found true."""
    walk = Walk(path.name)
    with opened(path, passphrase) as parts:
        for name, content in parts:
            if walk.begins(name, content):
                continue
            if name.startswith(ROWS):
                walk.count(name, content)
        return walk.end(parts)


class Walk:
    """What is seen on the way through a backup, compared at its end with what its manifest says."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.about: About | None = None
        self.manifest: Manifest | None = None
        self.rows: dict[str, int] = {}
        self.chains = Chains()

    def begins(self, name: str, content: PartContent) -> bool:
        """Take what the backup says of itself; False for every other part."""
        if name == ABOUT:
            self.about = About(**_document(content, self.path))
        elif name == MANIFEST:
            self.manifest = Manifest(**_document(content, self.path))
        else:
            if self.about is None:
                raise refuse("J013", path=self.path, part=ABOUT)
            return False
        return True

    def table(self, name: str) -> Table:
        assert self.about is not None
        told = name.removeprefix(ROWS)
        if told not in self.about.tables:
            raise refuse("J013", path=self.path, part=name)
        return self.about.table(told)

    def read(self, name: str, content: PartContent) -> Iterator[list[Any]]:
        """The rows of a part, counted, and where they are entries followed along their chain."""
        table = self.table(name)
        follow = self.chains.follow(table) if name == ENTRIES else None
        count = 0
        for line in content.lines():
            row = json.loads(line)
            if follow is not None:
                follow(row)
            count += 1
            yield row
        self.rows[table.name] = count

    def count(self, name: str, content: PartContent) -> None:
        if name == ENTRIES:
            for _ in self.read(name, content):
                pass
        else:
            self.rows[self.table(name).name] = sum(1 for _ in content.lines())

    def end(self, parts: PartsReader) -> Read:
        """Refused J013 with the part that is not as the manifest says."""
        if self.about is None or self.manifest is None:
            raise refuse("J002", path=self.path)
        told, found = self.manifest.parts, sums_told(parts.sums)
        found.pop(MANIFEST, None)
        for name in sorted(set(told) | set(found)):
            if told.get(name) != found.get(name):
                raise refuse("J013", path=self.path, part=name)
        if self.rows != self.manifest.rows or self.chains.ends() != [
            (t["town"], t["entries"], t["digest"]) for t in self.manifest.towns
        ]:
            raise refuse("J013", path=self.path, part="流水")
        return Read(self.about, self.manifest, tuple(self.chains.broken[:SHOWN]))


class Chains:
    """Follows every town's chain through the entries as they were written."""

    def __init__(self) -> None:
        self.towns: dict[str, tuple[int, str]] = {}
        self.broken: list[int] = []

    def follow(self, table: Table) -> Callable[[list[Any]], None]:
        from yiben.ledger.chain import digest
        from yiben.ledger.models import Entry

        names = [column.name for column in table.columns]

        def one(row: list[Any]) -> None:
            told = dict(zip(names, row, strict=True))
            told["at"] = datetime.fromisoformat(told["at"]).replace(tzinfo=UTC)
            told["day"] = date.fromisoformat(told["day"])
            entry = Entry(**told)
            number, before = self.towns.get(entry.town, (0, ""))
            if entry.town_seq != number + 1 or entry.digest != digest(before, entry):
                self.broken.append(entry.seq)
            self.towns[entry.town] = (entry.town_seq, entry.digest)

        return one

    def ends(self) -> list[tuple[str, int, str]]:
        return [(town, number, last) for town, (number, last) in sorted(self.towns.items())]


def _document(content: PartContent, path: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(content.read())
        return found
    except ValueError as fault:
        raise refuse("J013", path=path, part="清单") from fault
