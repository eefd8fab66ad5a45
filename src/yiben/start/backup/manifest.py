"""What a backup says of itself: `about` first, so that it can be refused early, and the sums at its end."""

from dataclasses import asdict, dataclass, field
from typing import Any

from yiben.start.backup.parts import Sum
from yiben.start.backup.tables import Column, Table

ABOUT, MANIFEST, KEYS = "about.json", "manifest.json", "keys.json"
ROWS, FILES, REPORTS = "tables/", "files/", "reports/"
ENTRIES = f"{ROWS}ledger_entry"


@dataclass(frozen=True)
class About:
    """From which program and which moment."""

    program: str
    data_version: int
    demo: bool
    made_at: str
    database: str
    key: str
    """Fingerprint of the key file inside."""
    migrations: list[list[str]]
    tables: dict[str, list[list[str]]]

    def table(self, name: str) -> Table:
        return Table(name, tuple(Column(*told) for told in self.tables[name]))


@dataclass(frozen=True)
class Manifest:
    """Written last: what every part came to, how many rows there are, where the chains end."""

    parts: dict[str, dict[str, Any]]
    rows: dict[str, int]
    towns: list[dict[str, Any]]
    missing: list[str] = field(default_factory=list)
    """Names of attachments that were lost or changed before the backup was made."""

    @property
    def entries(self) -> int:
        return self.rows.get("ledger_entry", 0)

    @property
    def records(self) -> int:
        return self.rows.get("ledger_record", 0)


def sums_told(sums: dict[str, Sum]) -> dict[str, dict[str, Any]]:
    return {name: asdict(one) for name, one in sums.items()}
