"""Drafts: one's own, sealed, never written over from another window, gone after thirty days."""

from dataclasses import replace
from datetime import date

import pytest

from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import keys, service
from yiben.ledger.models import DataKey
from yiben.ledger.tests.conftest import ID_NO, TOWN, petition
from yiben.personal import drafts
from yiben.personal.drafts import Draft, Typed
from yiben.personal.tests.conftest import People

PAGE = "a" * 32


def typed(page: str = PAGE, **values: str) -> Typed:
    register = catalog().registers["petitions"]
    return Typed("new:petitions", page, TOWN, register, values or {"matter": "三组道路"})


def kept(staff: People, one: Typed, number: int | None = None, revision: int = 0) -> Draft:
    made = drafts.keep(staff.clerk, one, number, revision)
    assert made is not None
    return made.draft


@pytest.mark.django_db
def test_what_is_typed_later_replaces_what_was_typed_before(staff: People) -> None:
    kept(staff, typed(matter="三组"))
    draft = kept(staff, typed(matter="三组道路塌方"))
    assert Draft.objects.count() == 1 and draft.revision == 2
    assert drafts.values_of(draft) == {"matter": "三组道路塌方"}


@pytest.mark.django_db
def test_a_number_lies_sealed_and_comes_back_whole_even_after_new_master_keys(staff: People) -> None:
    draft = kept(staff, typed(id_no=ID_NO, phone="1990000"))
    assert ID_NO not in str(draft.values) and "1990000" not in str(draft.values)
    keys.rotate()
    assert drafts.values_of(Draft.objects.get()) == {"id_no": ID_NO, "phone": "1990000"}


@pytest.mark.django_db
def test_with_the_draft_goes_its_key(staff: People) -> None:
    draft = kept(staff, typed(id_no=ID_NO))
    before = DataKey.objects.count()
    drafts.discard(staff.clerk, draft.pk)
    assert (before, DataKey.objects.count(), Draft.objects.count()) == (1, 0, 0)


@pytest.mark.django_db
def test_two_windows_never_write_over_one_another(staff: People) -> None:
    first = kept(staff, typed(matter="三组道路", id_no=ID_NO))
    revision = first.revision
    second = kept(staff, typed("b" * 32, matter="三组道路塌方", id_no=ID_NO), first.pk, revision)
    third = drafts.keep(staff.clerk, typed("c" * 32, matter="四组道路"), first.pk, revision)
    assert second.pk == first.pk and third is not None and third.apart
    assert {drafts.values_of(d)["matter"] for d in Draft.objects.all()} == {"三组道路塌方", "四组道路"}
    assert drafts.values_of(Draft.objects.get(pk=first.pk))["id_no"] == ID_NO


@pytest.mark.django_db
def test_nobody_else_has_it(staff: People) -> None:
    draft = kept(staff, typed())
    assert not drafts.mine(staff.leader)
    for act in (drafts.one, drafts.discard):
        with pytest.raises(Refused, match="V008"):
            act(staff.leader, draft.pk)


@pytest.mark.django_db
def test_nothing_typed_makes_no_draft(staff: People) -> None:
    assert drafts.keep(staff.clerk, typed(matter="  ")) is None and not Draft.objects.exists()


@pytest.mark.django_db
def test_a_save_that_arrives_after_the_form_was_handed_in_is_dropped(staff: People) -> None:
    kept(staff, typed())
    service.enter("petitions", petition(), staff.clerk, client_id=PAGE)
    drafts.handed_in(staff.clerk, PAGE)
    assert drafts.keep(staff.clerk, typed()) is None and not Draft.objects.exists()


@pytest.mark.django_db
def test_too_much_and_too_many_are_refused(staff: People, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="V010"):
        drafts.keep(staff.clerk, typed(matter="长" * 200_001))
    monkeypatch.setattr(drafts, "MOST", 1)
    kept(staff, typed())
    with pytest.raises(Refused, match="V009"):
        drafts.keep(staff.clerk, typed("b" * 32))
    assert drafts.keep(staff.clerk, replace(typed(), why="还能接着存")) is not None


@pytest.mark.django_db
def test_after_thirty_days_it_is_neither_offered_nor_kept(staff: People) -> None:
    kept(staff, typed(id_no=ID_NO))
    with clock.stated(date(2023, 6, 6)):
        assert drafts.mine(staff.clerk).exists() and drafts.forget_old() == 0
    with clock.stated(date(2023, 6, 8)):
        assert not drafts.mine(staff.clerk).exists()
        assert drafts.forget_old() == 1 and not Draft.objects.exists() and not DataKey.objects.exists()
