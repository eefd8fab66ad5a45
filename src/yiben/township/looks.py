"""The look log: who looked behind a mask, exported, or was refused. It only grows."""

from yiben.kernel import clock
from yiben.township.models import Account, Look


def log(account: Account | None, action: str, what: str, reason: str = "") -> None:
    """Keep one look. `what` names the record and field, never the value seen."""
    Look.objects.create(at=clock.now(), account=account, action=action, what=what[:200], reason=reason[:200])
