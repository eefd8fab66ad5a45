"""Rows of a checked grid put into the ledger: all of them in one transaction, or none."""

from collections.abc import Sequence

from yiben.declare.model import Register
from yiben.ledger.acts import Act, Correct, Enter, Written
from yiben.ledger.service import submit
from yiben.tables.grid import Row
from yiben.township.models import Account

SOURCE = "paste"


def acts(rows: Sequence[Row], register: Register, town: str, why: str = "") -> list[Act]:
    """What the rows ask for: a new record each, or the correction of the record that they name."""
    return [_act(row, register, town, why) for row in rows]


def _act(row: Row, register: Register, town: str, why: str) -> Act:
    if row.record is not None:
        return Correct(row.record.record, row.values, why, row.record.version, row.client_id)
    return Enter(register.id, row.values, town, row.client_id, state=row.state)


def post(
    rows: Sequence[Row], register: Register, by: Account, town: str, why: str = "", source: str = SOURCE
) -> list[Written]:
    """Write the rows. Sent again under the same client ids, nothing is written twice and the answer is the
    same. Raises what `ledger.service.submit` raises; then nothing was written."""
    return submit(acts(rows, register, town, why), by, source) if rows else []
