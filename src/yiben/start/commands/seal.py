"""`./yiben seal`: close every finished day over its entries."""

from collections.abc import Sequence
from datetime import date, timedelta

from yiben.kernel import clock
from yiben.start.arguments import Parser
from yiben.start.book import open_book


def run(arguments: Sequence[str]) -> int:
    Parser("seal", "封账：已经过完的每一天各封一次，此后改动一个字节都能查出。").account().read(arguments)
    open_book()
    print(f"封账 {seal_finished()} 天。")
    return 0


def seal_finished() -> int:
    """Seal up to yesterday; a demo town's yesterday is the day before the day that it lives on."""
    from yiben.ledger.seals import seal_until

    return seal_until(finished_until())


def finished_until() -> date:
    """Yesterday, by the town that lives longest ago."""
    from yiben.township.models import DemoTown

    days = [clock.today(), *DemoTown.objects.values_list("day", flat=True)]
    return min(days) - timedelta(days=1)
