"""What is done while a town is opened or mended, kept in the town's chain of entries like everything else."""

from collections.abc import Mapping
from typing import Any

from yiben.ledger.entries import append
from yiben.township.models import Account

MACHINE = Account(username="", name="命令行")
"""Who runs the machine; not an account, nobody logs in as it."""


def keep(town: str, kind: str, body: Mapping[str, Any], by: Account, why: str = "") -> None:
    """One entry `opening.KIND` of no register; the caller holds the gate."""
    append(town, "", "", 0, f"opening.{kind}", body, by, why)
