"""The summary of a working day: how many of one's records are late, due today, due soon."""

from datetime import date, timedelta
from typing import Any

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.near_due import near_until
from yiben.ledger.reading import Presence, listing
from yiben.talk import notices, quiet
from yiben.talk.notices import Note
from yiben.township import rights, uses
from yiben.township.models import Account, Holding
from yiben.township.town_clock import living_in, towns


def tell_due() -> str:
    """Once a working day for everybody who keeps registers; a second run the same day changes nothing."""
    told = 0
    for town in towns():
        with living_in(town):
            if quiet.is_worked(clock.now()):
                told += sum(_tell(town, account) for account in _people(town))
            notices.forget_old(town)
    return f"提醒{told}人"


def _people(town: str) -> list[Account]:
    held = Holding.objects.filter(post__place__startswith=town, since__lte=clock.today())
    return list(Account.objects.filter(pk__in=held.values("account"), is_active=True).order_by("pk"))


def _tell(town: str, account: Account) -> int:
    key = clock.today().isoformat()
    if notices.mine(account).filter(kind=notices.DUE, key=key).exists():
        return 0
    late, today, soon = counts(town, account)
    if not late + today + soon:
        notices.settle(notices.DUE, "", [account])
        return 0
    said = {"late": late, "today": today, "soon": soon}
    return notices.tell([account], Note(notices.DUE, town, key, count=late + today + soon, said=said))


def counts(town: str, account: Account) -> tuple[int, int, int]:
    """Late, due today, due in the next three working days, in the registers that the account keeps there."""
    today, near = clock.today(), near_until(clock.today())
    spans = ((None, today - timedelta(days=1)), (today, today), (today + timedelta(days=1), near))
    ended = uses.ended(town)
    kept = [
        r for r in catalog().registers.values()
        if r.due and r.states and r.id not in ended and rights.may(account, "write", r.id)
    ]  # fmt: skip
    late, now, soon = (sum(_count(r, account, town, span) for r in kept) for span in spans)
    return late, now, soon


def _count(register: Register, account: Account, town: str, span: tuple[date | None, date]) -> int:
    filters: dict[str, Any] = {"state": register.open_states, "due_on": span, "place": town}
    if "cases" in register.uses:
        # What is answered and waits to be checked is not late any more.
        filters["closed_on"] = Presence.EMPTY
    return listing(register.id, account, filters, action="write").count()
