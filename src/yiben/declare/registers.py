"""A register out of its file, with the defaults filled in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yiben.declare.model import (
    FIELD_TYPES,
    FIGURE_TYPES,
    IDENTIFIER_TYPES,
    MOVE_KINDS,
    MOVERS,
    SECRECY,
    Field,
    Figure,
    Limit,
    Move,
    Register,
    Rule,
    State,
    WorkedCheck,
)
from yiben.declare.shapes import Key, Reader
from yiben.declare.uses import completed, read_uses

TEXT, WANTED, FLAG, WHOLE = Key(), Key(required=True), Key("flag"), Key("whole")
NUMBER, TEXTS, TABLE = Key("number"), Key("texts"), Key("table")

FILE = {
    "register": Key("table", required=True), "fields": Key("table", required=True),
    "states": TABLE, "moves": TABLE, "rules": TABLE, "figures": TABLE, "uses": TABLE, "limits": TABLE,
}  # fmt: skip
REGISTER = {
    "id": WANTED, "title": WANTED, "covers": Key("texts", required=True), "row": WANTED, "owner": WANTED,
    "secrecy": Key(allowed=SECRECY), "noun": TEXT, "number": TEXT, "title_field": WANTED, "place": TEXT,
    "happened": WANTED, "due": TEXT, "closed": TEXT, "since": TEXT, "until": TEXT,
    "ahead": FLAG, "number_form": TEXT,
}  # fmt: skip
FIELD = {
    "title": WANTED, "type": Key(required=True, allowed=FIELD_TYPES), "required": FLAG, "options": TEXTS,
    "unit": TEXT, "decimals": WHOLE, "minimum": NUMBER, "maximum": NUMBER, "max_length": WHOLE, "level": TEXT,
    "filter": FLAG, "sort": FLAG, "column": FLAG, "default": Key("scalar"), "secrecy": Key(allowed=SECRECY),
    "need": TEXT, "basis": TEXT, "often": TEXT, "example": TEXT, "options_from": TEXT,
}  # fmt: skip
STATE = {
    "title": WANTED, "light": Key(allowed=("waiting", "working", "done", "returned", "late")),
    "first": FLAG, "closed": FLAG,
}  # fmt: skip
MOVE = {
    "title": WANTED, "event": WANTED, "from": Key("texts", required=True), "to": TEXT,
    "asks": TEXTS, "may_ask": TEXTS, "reason": FLAG, "proof": TEXT,
    "kind": Key(allowed=MOVE_KINDS), "who": Key(allowed=MOVERS),
}  # fmt: skip
LIMIT = {
    "title": WANTED, "rule": WANTED, "from": WANTED, "minute": TEXT, "stops": TEXTS, "pauses": TEXTS,
    "kind": TEXT, "urgency": TEXT, "main": FLAG,
    "restarts": Key("texts", allowed=("redo", "reopen", "answer")),
}  # fmt: skip
RULE = {"check": WANTED, "message": WANTED, "doubt": FLAG}
FIGURE = {
    "title": WANTED, "unit": WANTED, "formula": WANTED, "type": Key(allowed=FIGURE_TYPES), "time": TEXT,
    "definition": TEXT, "pair": TEXT, "decimals": WHOLE, "checks": Key("tables"),
}  # fmt: skip
CHECK = {
    "why": TEXT, "rows": Key("tables", required=True, may_be_empty=True),
    "start": Key("day"), "end": Key("day"), "is": Key("scalar", required=True),
}  # fmt: skip

LONG_TEXT = 5000
"""Longest long_text in characters where the field doesn't say; longer matter is an attachment."""


def read_register(reader: Reader, group: str) -> Register:
    """The register; what is wrong with it is left in the reader."""
    file = reader.table(dict(reader.source.data), FILE)
    head = reader.table(file.get("register", {}), REGISTER, "register") if "register" in file else {}
    name = head.get("id", "")
    if name:
        reader.identifier(name, "register", "id")
    fields = reader.named(file.get("fields", {}), FIELD, "fields")
    states = reader.named(file.get("states", {}), STATE, "states")
    rules = reader.named(file.get("rules", {}), RULE, "rules")
    text = {key: value for key, value in head.items() if key not in ("id", "covers")}
    return completed(
        Register(
            id=name,
            group=group,
            covers=head.get("covers", ()),
            fields={key: _field(key, values, where) for key, values, where in fields},
            states={
                key: State(key, values.pop("title", key), where=where, **values)
                for key, values, where in states
            },
            moves={m.id: m for m in _moves(reader, file.get("moves", {}))},
            rules=tuple(
                Rule(k, v.get("check", ""), v.get("message", ""), n, v.get("doubt", False), where)
                for n, (k, v, where) in enumerate(rules, 1)
            ),
            figures={f.id: f for f in read_figures(reader, file.get("figures", {}), name)},
            uses=read_uses(reader, file.get("uses", {})),
            limits={limit.id: limit for limit in _limits(reader, file.get("limits", {}))},
            where=reader.source.where("register"),
            text=reader.source.text,
            **_named_text(text),
        )
    )


def _named_text(head: Mapping[str, Any]) -> dict[str, Any]:
    wanted = ("title", "row", "owner", "title_field", "place", "happened")
    filled = {key: head.get(key, "") for key in wanted}
    filled["number"] = filled["title"]
    return {**filled, **head}


def _field(name: str, values: dict[str, Any], where: str) -> Field:
    kind = values.pop("type", "text")
    filled: dict[str, Any] = {"title": name}
    if kind in IDENTIFIER_TYPES or kind == "person_name":
        filled["secrecy"] = "personal"
    if kind == "money":
        filled["unit"] = "元"
    if kind in ("money", "integer"):
        filled["minimum"] = 0
    if kind == "long_text":
        filled["max_length"] = LONG_TEXT
    filled.update(values)
    for limit in ("minimum", "maximum"):
        if limit in filled:
            filled[limit] = float(filled[limit])
    filled["default"] = _as_typed(filled.get("default", ""))
    return Field(id=name, type=kind, where=where, **filled)


def _as_typed(default: Any) -> str:
    """A default as a clerk would type it."""
    if isinstance(default, bool):
        return "是" if default else "否"
    return default.isoformat() if isinstance(default, date) else str(default)


def _moves(reader: Reader, data: Any) -> list[Move]:
    moves = []
    for name, values, where in reader.named(data, MOVE, "moves"):
        event, to = values.pop("event", ""), values.pop("to", "")
        if event:
            reader.identifier(event, "moves", name, "event")
        title, start = values.pop("title", name), values.pop("from", ())
        moves.append(Move(name, title, event, start, to, where=where, **values))
    return moves


def _limits(reader: Reader, data: Any) -> list[Limit]:
    limits = []
    for name, values, where in reader.named(data, LIMIT, "limits"):
        head = {"title": values.pop("title", name), "rule": values.pop("rule", "")}
        limits.append(Limit(name, start=values.pop("from", ""), where=where, **head, **values))
    return limits


def read_figures(reader: Reader, data: Any, register: str) -> list[Figure]:
    """The figures of a table of figures, with the defaults filled in."""
    figures = []
    for name, values, where in reader.named(data, FIGURE, "figures"):
        rows = values.pop("checks", ())
        checks = tuple(_check(reader, row, "figures", name, "checks", n) for n, row in enumerate(rows))
        kind = values.get("type", "flow")
        pair = values.pop("pair", "")
        filled: dict[str, Any] = {
            "title": name, "unit": "", "formula": "",
            "time": {"stock": "standing", "cumulative": "cumulative"}.get(kind, "happened"),
            "pair": f"{register}.{pair}" if pair and "." not in pair else pair,
        }  # fmt: skip
        figures.append(
            Figure(id=f"{register}.{name}", register=register, checks=checks, where=where, **filled | values)
        )
    return figures


def _check(reader: Reader, row: Any, *path: str | int) -> WorkedCheck:
    values = reader.table(row, CHECK, *path)
    wanted = values.get("is")
    if wanted == "none":
        wanted = None
    elif wanted is not None:
        wanted = reader.value(wanted, NUMBER, *path, "is")
    return WorkedCheck(
        why=values.get("why", ""),
        rows=values.get("rows", ()),
        wanted=wanted,
        start=values.get("start"),
        end=values.get("end"),
        where=reader.source.where(*path),
    )
