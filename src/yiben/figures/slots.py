"""The columns that figures read: how each lies in Parquet, and how it comes out of a record's JSON.

Names of people and long texts are left out, and identifiers are there as their keyed index only, so a
Parquet file holds no plain identifier.
"""

import hashlib
from dataclasses import dataclass

from yiben.declare.model import Field, Register
from yiben.figures.formula.columns import LEFT_OUT

SHARED = {
    "record": "VARCHAR", "number": "VARCHAR", "title": "VARCHAR", "register": "VARCHAR", "version": "INTEGER",
    "seq_from": "BIGINT", "seq_to": "BIGINT", "day_from": "DATE", "day_to": "DATE", "void": "BOOLEAN",
    "town": "VARCHAR", "place": "VARCHAR", "office": "VARCHAR", "state": "VARCHAR",
    "happened_on": "DATE", "due_on": "DATE", "closed_on": "DATE",
}  # fmt: skip
"""Columns of `ledger.models.Version` → DuckDB type."""

TYPES = {
    "integer": "BIGINT", "number": "DECIMAL(19,4)", "money": "DECIMAL(18,2)", "date": "DATE",
    "moment": "DATE", "boolean": "BOOLEAN",
}  # fmt: skip
"""Field type → DuckDB type, VARCHAR otherwise. 15 digits (kernel.values) and 4 decimals need 19."""

IBIS = {
    "VARCHAR": "string", "INTEGER": "int32", "BIGINT": "int64", "DATE": "date", "BOOLEAN": "boolean",
    "DECIMAL(19,4)": "decimal(19,4)", "DECIMAL(18,2)": "decimal(18,2)",
}  # fmt: skip
FORMAT = 1
"""Raised when the same register is written differently, so that older files are made anew."""


@dataclass(frozen=True)
class Slot:
    name: str
    """Column name: `f_amount` for the field `amount`, so that no field hides a shared column."""
    sql: str
    field: Field

    @property
    def path(self) -> str:
        return f"$.{self.field.id}.x" if self.field.is_identifier else f"$.{self.field.id}"


def slots(register: Register) -> list[Slot]:
    return [
        Slot(f"f_{field.id}", TYPES.get(field.type, "VARCHAR"), field)
        for field in register.fields.values()
        if field.type not in LEFT_OUT
    ]


def columns(register: Register) -> dict[str, str]:
    """Every column and its DuckDB type, in order."""
    return SHARED | {slot.name: slot.sql for slot in slots(register)}


def ibis_schema(register: Register) -> dict[str, str]:
    return {name: IBIS[sql] for name, sql in columns(register).items()}


def fingerprint(register: Register) -> str:
    """Changes when the columns do; a Parquet file with another one is made anew."""
    said = repr((FORMAT, sorted(columns(register).items()), _title_hidden(register)))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def _title_hidden(register: Register) -> bool:
    field = register.fields.get(register.title_field)
    return field is not None and (field.type in LEFT_OUT or field.is_identifier)


def typed(register: Register, source: str) -> str:
    """SQL that makes the columns out of `source`: the shared columns and the record's JSON as `data`."""
    hidden = {"title": "''"} if _title_hidden(register) else {}
    shared = [f"CAST({hidden.get(name, name)} AS {sql}) AS {name}" for name, sql in SHARED.items()]
    found = slots(register)
    # A value that no longer fits its field (the catalog changed) is as good as absent.
    own = [
        f"TRY_CAST(nullif(_said[{place}], '') AS {slot.sql}) AS {slot.name}"
        for place, slot in enumerate(found, start=1)
    ]
    paths = ", ".join(f"'{slot.path}'" for slot in found)
    said = f"json_extract_string(data, [{paths}])" if found else "NULL"
    return f"SELECT {', '.join(shared + own)} FROM (SELECT *, {said} AS _said FROM {source})"
