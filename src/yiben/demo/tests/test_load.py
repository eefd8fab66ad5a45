"""A small share of the town loads through the services, and some registers agree in full."""

import pytest

from yiben.demo import generator, published
from yiben.ledger import seals
from yiben.ledger.models import Entry, Record
from yiben.township.models import Account, DemoTown

FEW = {"petitions", "disputes", "safety_hazards", "safety_checks", "investment_trips", "health_events"}


@pytest.mark.slow
@pytest.mark.django_db
def test_whole_registers_agree_with_what_is_published() -> None:
    seen: list[tuple[int, int, str]] = []
    generator.load(lambda *step: seen.append(step), registers=FEW)
    known = [f for f in published.facts() if f.figure.partition(".")[0] in FEW]
    verdicts = published.compare(known=known)
    assert len(verdicts) > 15
    assert [v.fact.figure for v in verdicts if v.verdict != "equal"] == []
    assert all(v.rows for v in verdicts)
    assert seen[-1][0] == seen[-1][1] == Entry.objects.count()
    assert not list(seals.verify())


@pytest.mark.slow
@pytest.mark.django_db
def test_a_small_share_of_everything_loads() -> None:
    generator.load(lambda *_: None, scale=0.01)
    assert 500 < Entry.objects.count() < 2500
    assert Record.objects.values("register").distinct().count() >= 8
    assert DemoTown.objects.get().town == "422802101"
    assert {"clerk", "writer", "leader", "leijiaping", "county"} <= set(
        Account.objects.exclude(demo_note="").values_list("username", flat=True)
    )
