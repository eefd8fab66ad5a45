"""What the API takes and gives, as it stands in docs/openapi.json."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field


class ProblemOut(Schema):
    number: str
    sentence: str
    hint: str
    where: str


class ProblemsOut(Schema):
    """Every fault, in one shape."""

    problems: list[ProblemOut]


class ChangeOut(Schema):
    field: str
    title: str
    old: Any
    new: Any
    by: str
    at: str


class ConflictOut(ProblemsOut):
    """The record is newer than the version sent: who changed what, and the version it has now."""

    version: int
    changes: list[ChangeOut]


class FieldOut(Schema):
    id: str
    title: str
    type: str
    required: bool
    unit: str
    options: list[str]
    level: str
    filter: bool
    sort: bool
    secrecy: str
    need: str


class StateOut(Schema):
    id: str
    title: str
    closed: bool


class MoveOut(Schema):
    id: str
    title: str
    from_states: list[str]
    to: str
    asks: list[str]
    may_ask: list[str]
    reason: bool


class RegisterOut(Schema):
    id: str
    title: str
    group: str
    row: str
    noun: str
    place: str
    happened: str
    may: list[str] = Field(description="read, write, export, unmask: what this account may do somewhere")
    fields: list[FieldOut]
    states: list[StateOut]
    moves: list[MoveOut]


class RegistersOut(Schema):
    registers: list[RegisterOut]


class RecordOut(Schema):
    record: str
    register_: str = Field(alias="register")
    number: str
    title: str
    state: str
    town: str
    place: str
    office: str
    happened_on: date | None
    due_on: date | None
    closed_on: date | None
    version: int
    void: bool
    values: dict[str, Any] = Field(
        description="Numbers in the field's own unit, days as ISO text, places as codes, identifiers masked"
    )


class RecordsOut(Schema):
    register_: str = Field(alias="register")
    total: int
    page: int
    size: int
    as_of: date | None
    totals: dict[str, float] = Field(description="Sums over all rows, in the field's own unit")
    records: list[RecordOut]


class EnterIn(Schema):
    values: dict[str, Any]
    client_id: str = Field("", max_length=64, description="The sender's own; sent again it changes nothing")
    town: str = ""
    why: str = ""


class WrittenOut(Schema):
    record: str
    number: str
    seq: int
    repeated: bool


class WrittenListOut(Schema):
    written: list[WrittenOut]


class CorrectIn(Schema):
    changes: dict[str, Any]
    why: str
    version: int | None = None
    client_id: str = Field("", max_length=64)


class MoveIn(Schema):
    values: dict[str, Any] = Field(default_factory=dict)
    handed: dict[str, str | int | list[str]] = Field(
        default_factory=dict,
        description="What a move of a case takes beside fields: to_office, to_person, extend_days, "
        "joint_offices, joint_due, joint_office, joint_answer, merge_into",
    )
    why: str = ""
    version: int | None = None
    client_id: str = Field("", max_length=64)


class VoidIn(Schema):
    why: str
    version: int | None = None
    client_id: str = Field("", max_length=64)


class FigureCellOut(Schema):
    key: str
    title: str
    value: float | None
    rows: int
    shown: str


class FigureOut(Schema):
    id: str
    title: str
    value: float | None = Field(description="In the base unit; none where there is no value")
    unit: str
    type: str
    place: str
    from_: date = Field(alias="from")
    to: date
    as_of: date | None
    rows: int
    shown: str
    cells: list[FigureCellOut] | None = None


class FiguresOut(Schema):
    figures: list[FigureOut]


class FigureRowOut(Schema):
    record: str
    register_: str = Field(alias="register")
    number: str
    title: str = Field(description="Empty where the account may not read the record")
    place: str
    date: str | None
    state: str
    contributes: Any = Field(
        description="A number; for shares, means and growth one for each side; for a median the row's own"
    )


class FigureRowsOut(Schema):
    figure: FigureOut
    rows: list[FigureRowOut]
