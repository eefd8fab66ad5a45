"""Registers: what there is, their records, and entering new ones."""

from dataclasses import asdict
from datetime import date
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.params.functions import Query

from yiben.api.shapes import (
    EnterIn,
    ProblemsOut,
    RecordsOut,
    RegistersOut,
    WrittenListOut,
)
from yiben.api.shown import number, record_out
from yiben.declare.load import catalog
from yiben.declare.model import Field, Register
from yiben.kernel.problems import Refused, refuse
from yiben.kernel.units import from_base
from yiben.ledger.acts import Enter
from yiben.ledger.reading import listing
from yiben.ledger.service import submit
from yiben.township import rights
from yiben.township.models import Account
from yiben.ui import asking

router = Router(by_alias=True)
MOST = 1000
"""Records in one request; the gate is not held longer than for an import's block."""
LARGEST_PAGE = 500
FAULTS = {400: ProblemsOut, 401: ProblemsOut, 403: ProblemsOut, 404: ProblemsOut}


def account_of(request: HttpRequest) -> Account:
    return cast(Account, request.user)


@router.get("", response={200: RegistersOut, 401: ProblemsOut, 403: ProblemsOut})
def registers(request: HttpRequest) -> dict[str, Any]:
    """The registers that the account may read somewhere, with their fields, states and moves."""
    account = account_of(request)
    known = rights.readable(account)
    if not known:
        raise rights.Denied(rights.ACTIONS["read"], _("台账"))
    return {"registers": [_register_out(r, account) for r in known]}


def _register_out(register: Register, account: Account) -> dict[str, Any]:
    return {
        **{
            name: getattr(register, name)
            for name in ("id", "title", "group", "row", "noun", "place", "happened")
        },
        "may": [action for action in rights.ACTIONS if rights.may(account, action, register.id)],
        "fields": [_field(f) for f in register.fields.values()],
        "states": [asdict(s) for s in register.states.values()],
        "moves": [asdict(m) for m in register.moves.values()],
    }


def register_for(account: Account, name: str, action: str = "read") -> Register:
    """The register; C013 for an unknown one, Denied without the right."""
    found = catalog().registers.get(name)
    if found is None:
        raise refuse("C013", "register", key="register", register=name[:40])
    rights.require(account, action, found.id)
    return found


@router.get("/{register_id}/records", response={200: RecordsOut, **FAULTS})
def records(
    request: HttpRequest,
    register_id: str,
    page: int = Query(1, ge=1, le=1_000_000),
    size: int = Query(50, ge=1, le=LARGEST_PAGE),
    sort: str = "",
    place: str = "",
    state: str = "",
    as_of: date | None = None,
) -> dict[str, Any]:
    """The register's records, filtered by its fields' names (`name`, `name_from`, `name_to`), newest first.

    Filters, order, totals and masks are those of the pages and of the Excel export.
    """
    account = account_of(request)
    found = register_for(account, register_id)
    asked = {k: str(v) for k, v in request.GET.items()}
    question = asking.read_question(found, asked)
    if question.problems:
        raise Refused(question.problems)
    answer = listing(found.id, account, question.filters, question.sort, as_of)
    units = {f.id: f.unit for f in found.fields.values()}
    return {
        "register": found.id,
        "total": answer.count(),
        "page": page,
        "size": size,
        "as_of": as_of,
        "totals": {name: number(from_base(value, units[name])) for name, value in answer.totals().items()},
        "records": [record_out(r, account) for r in answer.page(page, size)],
    }


@router.post("/{register_id}/records", response={201: WrittenListOut, **FAULTS})
def enter(request: HttpRequest, register_id: str, body: EnterIn | list[EnterIn]) -> Status[dict[str, Any]]:
    """Put one record or a list of them in: all of them, or none with every problem of every one."""
    account = account_of(request)
    found = register_for(account, register_id, "write")
    sent = body if isinstance(body, list) else [body]
    if not sent or len(sent) > MOST:
        raise refuse("P004", maximum=MOST, found=len(sent))
    town = getattr(request, "town", "")
    acts = [Enter(found.id, one.values, one.town or town, one.client_id, one.why) for one in sent]
    return Status(201, {"written": [asdict(w) for w in submit(acts, account, "api")]})


def _field(field: Field) -> dict[str, Any]:
    shown = asdict(field) | {"options": list(field.options)}
    del shown["option_words"]
    return shown
