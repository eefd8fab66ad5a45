"""Figures' values kept by this process until one of their registers gets another entry.

A page of figures is opened far more often than its registers are written to. What is kept hangs on the last
entry (number and digest) of each register that the figures count, on the merged places and on the catalog,
so it is always what the engine would say.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date

from yiben.declare.load import catalog
from yiben.figures import classes, engine
from yiben.figures.plan import leaves, plan
from yiben.kernel.periods import Period
from yiben.ledger.models import Entry
from yiben.township.models import Place

KEPT = 300
"""Answers that a process keeps, those asked last."""
_kept: OrderedDict[Hashable, list[engine.Result]] = OrderedDict()
_lock = threading.Lock()


def evaluate(
    ids: Iterable[str], place: str, period: Period, as_of: date | None = None, by: str | None = None
) -> list[engine.Result]:
    """What `figures.engine.evaluate` gives."""
    wanted = tuple(ids)
    ends = _ends(wanted)
    key = (id(catalog()), wanted, place, period, as_of, by, ends, _merged(place))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = engine.evaluate(wanted, place, period, as_of, by)
    if _ends(wanted) == ends:
        with _lock:
            _kept[key] = found
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return found


def _ends(ids: Sequence[str]) -> tuple[tuple[str, int, str] | None, ...]:
    """The last entry of each register that these figures count, and of those that the towns' own lists of
    classes are kept in; unknown figures are the engine's to tell."""
    known = catalog()
    figures = [known.figures[i] for i in ids if i in known.figures]
    counted = {leaf.register for f in figures for leaf in leaves(plan(f, known))}
    kinds = [classes.field_of(known.registers[name]) for name in counted]
    registers = sorted(counted | {field.options_from for field in kinds if field and field.options_from})
    return tuple(
        Entry.objects.filter(register=r).order_by("-seq").values_list("register", "seq", "digest").first()
        for r in registers
    )


def _merged(place: str) -> tuple[tuple[str, date | None, str], ...]:
    ended = Place.objects.filter(code__startswith=place[:9], valid_until__isnull=False).order_by("code")
    return tuple(ended.values_list("code", "valid_until", "successor"))


def forget() -> None:
    """Drop all that is kept."""
    with _lock:
        _kept.clear()
