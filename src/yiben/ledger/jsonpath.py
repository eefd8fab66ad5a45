"""A field inside `data` as SQL: the path is written as a literal, so that an index on it is used.

Field names come from the catalog only (`column` looks them up); nothing typed reaches the SQL text.
"""

from typing import Any

from django.db.models import CharField, DecimalField, Func, TextField, Value
from django.db.models import Field as Column
from django.db.models.sql.compiler import SQLCompiler

from yiben.declare.model import Field, Register

NUMERIC = ("integer", "number", "money")


class JsonField(Func):
    """`data`'s field as text, or as a number for the numeric types."""

    def __init__(self, field: Field) -> None:
        self.declared = field
        numeric = field.type in NUMERIC
        output: Column[Any, Any] = DecimalField(max_digits=20, decimal_places=4) if numeric else TextField()
        super().__init__(output_field=output)

    def as_sql(self, compiler: SQLCompiler, connection: Any, *args: Any, **kwargs: Any) -> tuple[str, Any]:
        return sql(self.declared, connection.vendor), ()


def sql(field: Field, vendor: str) -> str:
    """The expression, also used to make the index."""
    if vendor == "sqlite":
        key = f"{field.id}.x" if field.is_identifier else field.id
        return f"json_extract(data, '$.{key}')"
    if field.is_identifier:
        return f"(data -> '{field.id}' ->> 'x')"
    if field.type in NUMERIC:
        return f"((data ->> '{field.id}')::numeric)"
    return f"(data ->> '{field.id}')"


def column(register: Register, name: str) -> JsonField:
    """The expression for a field of the register; KeyError if there is none."""
    return JsonField(register.fields[name])


class Literal(Value):
    """A catalog word written into the SQL, so that partial indexes on it can be used."""

    def __init__(self, word: str) -> None:
        if not word.replace("_", "").isalnum() or not word.isascii():
            raise ValueError(word)
        super().__init__(word, output_field=CharField())

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return f"'{self.value}'", ()
