"""One record: read, correct, move on, void."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from yiben.api.registers import FAULTS, account_of
from yiben.api.shapes import ConflictOut, CorrectIn, MoveIn, RecordOut, VoidIn
from yiben.api.shown import record_out
from yiben.capabilities.cases.service import HANDED
from yiben.kernel.problems import refuse
from yiben.ledger import reading
from yiben.ledger.acts import Act, Advance, Correct, Void
from yiben.ledger.service import submit
from yiben.township.models import Account
from yiben.township.rights import Denied

router = Router(by_alias=True)
WRITING = {200: RecordOut, 409: ConflictOut, **FAULTS}


def _read(record: str, account: Account, as_of: date | None = None) -> Any:
    """The record; L001 alike for one that is not there and one that the account may not see (logged)."""
    try:
        return reading.record(record, account, as_of)
    except Denied as fault:
        raise refuse("L001", record=record[:40]) from fault


def _write(acts: Sequence[Act], account: Account) -> dict[str, Any]:
    _read(acts[0].record, account)
    written = submit(acts, account, "api")
    return record_out(_read(written[0].record, account), account)


@router.get("/{record}", response={200: RecordOut, **FAULTS})
def read(request: HttpRequest, record: str, as_of: date | None = None) -> dict[str, Any]:
    """The record now, or as it stood at the end of a day."""
    account = account_of(request)
    return record_out(_read(record, account, as_of), account)


@router.patch("/{record}", response=WRITING)
def correct(request: HttpRequest, record: str, body: CorrectIn) -> dict[str, Any]:
    """Correct fields, with a reason; the old values stay in the trail.

    409 where `version` is no longer the latest: the answer says who changed what.
    """
    act = Correct(record, body.changes, body.why, body.version, body.client_id)
    return _write([act], account_of(request))


@router.post("/{record}/moves/{move}", response=WRITING)
def advance(request: HttpRequest, record: str, move: str, body: MoveIn) -> dict[str, Any]:
    """Make one of the register's moves."""
    unknown = [name for name in body.handed if name not in HANDED]
    if unknown:
        raise refuse("K020", unknown[0][:40], field=unknown[0][:40], allowed="、".join(HANDED))
    act = Advance(record, move, body.values, body.why, body.version, body.client_id, parts=dict(body.handed))
    return _write([act], account_of(request))


@router.post("/{record}/void", response=WRITING)
def void(request: HttpRequest, record: str, body: VoidIn) -> dict[str, Any]:
    """Take the record out of every list and figure, with a reason."""
    return _write([Void(record, body.why, body.version, body.client_id)], account_of(request))
