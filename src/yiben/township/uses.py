"""Which registers a town keeps, by its own three lists of duties (基本履职、配合履职、上级收回).

A register that a town does not keep disappears from its navigation, lists and desk, and takes no new
entries; what was recorded before stays and can be opened by its address.
"""

from datetime import date

from yiben.kernel import clock
from yiben.kernel.problems import Refused, refuse
from yiben.township.models import RegisterUse


def ended(town: str) -> dict[str, date]:
    """Registers that the town does not keep today, each with the day since when."""
    found = RegisterUse.objects.filter(town=town, used=False, since__lte=clock.today())
    return dict(found.values_list("register", "since"))


def not_kept(town: str, register: str, title: str) -> Refused:
    """What to tell who would enter something there: Refused W014."""
    found = RegisterUse.objects.filter(town=town, register=register).first()
    since = found.since if found else clock.today()
    why = f"（{found.why}）" if found and found.why else ""
    return refuse("W014", title=title, since=since, why=why)
