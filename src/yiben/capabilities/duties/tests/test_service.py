"""The nightly run: what is owed is made once, open duties follow their assignments, late ones are missed."""

from datetime import date
from pathlib import Path

import pytest

from yiben.capabilities.duties.service import make_due, said
from yiben.capabilities.duties.tests.conftest import (
    JIANTIAN,
    TOWN,
    YOUHAO,
    People,
    chief,
    done,
    patrols,
    run_on,
    spans,
    write_catalog,
)
from yiben.declare import load
from yiben.kernel import clock
from yiben.ledger import rebuild, service
from yiben.ledger.models import Entry, Record
from yiben.township import people, places
from yiben.township.models import RegisterUse


@pytest.mark.django_db
def test_each_assignment_owes_one_duty_a_turn_with_what_it_says(staff: People) -> None:
    chief(staff.clerk)
    chief(staff.clerk, water="三角塘", kind="塘堰", village="见天村", level="村级", chief="覃范例")
    run = run_on("2023-09-04")
    assert (run.made, run.missed, run.adjusted, run.problems) == (2, 0, 0, [])
    town, village = patrols()
    assert (town.title, town.state, town.place) == ("清江柏杨坝段", "due", YOUHAO)
    assert (str(town.happened_on), str(town.due_on)) == ("2023-09-01", "2023-09-10")
    assert town.data["turn"] == "2023年9月上旬" and town.data["chief"] == "向示意"
    assert (str(village.happened_on), str(village.due_on)) == ("2023-09-04", "2023-09-10")
    entry = Entry.objects.get(record=town.record)
    assert (entry.source, entry.by) == ("按频次", "clerk")
    assert entry.why == "镇级河长巡河每旬1次，3月至11月，2023年9月上旬"


@pytest.mark.django_db
def test_run_again_nothing_is_made_twice(staff: People) -> None:
    chief(staff.clerk)
    run_on("2023-09-04")
    before = Entry.objects.count()
    again = run_on("2023-09-04")
    assert (again.made, again.adjusted, again.missed) == (0, 0, 0)
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_a_winter_passes_without_duties(staff: People) -> None:
    chief(staff.clerk)
    for day in ("2023-11-25", "2023-12-05", "2024-01-15", "2024-02-28", "2024-03-01"):
        run_on(day)
    assert spans() == ["11-21/11-30", "03-01/03-10"]


@pytest.mark.django_db
def test_the_day_after_its_last_day_it_is_missed(staff: People) -> None:
    chief(staff.clerk)
    run_on("2023-09-04")
    assert run_on("2023-09-10").missed == 0
    assert run_on("2023-09-11").missed == 1
    first = patrols()[0]
    assert (first.state, first.data["missed_on"]) == ("missed", "2023-09-11")


@pytest.mark.django_db
def test_done_within_the_turn_and_typed_later_still_counts(staff: People) -> None:
    chief(staff.clerk)
    run_on("2023-09-04")
    run_on("2023-09-11")
    found = done(patrols()[0], staff.village_clerk, "2023-09-09", typed="2023-09-13", found=2, solved=1)
    assert (found.state, str(found.closed_on), "missed_on" in found.data) == ("done", "2023-09-09", False)
    assert run_on("2023-09-14").missed == 0


@pytest.mark.django_db
def test_a_new_chief_takes_over_the_open_duty_and_not_the_past(staff: People) -> None:
    one = chief(staff.clerk)
    run_on("2023-09-04")
    run_on("2023-09-11")
    with clock.stated(date(2023, 9, 12)):
        service.correct(one.record, {"chief": "牟试用"}, "换届", staff.clerk)
    assert run_on("2023-09-13").adjusted == 1
    missed, open_one = patrols()
    assert (missed.data["chief"], open_one.data["chief"]) == ("向示意", "牟试用")
    assert Entry.objects.filter(record=open_one.record).last().why == f"分工{one.number}的河长变了"  # type: ignore[union-attr]


@pytest.mark.django_db
def test_a_chief_with_an_account_answers_for_the_duty_and_one_who_left_no_more(staff: People) -> None:
    one = chief(staff.clerk, in_charge="何示范")
    run_on("2023-09-04")
    assert patrols()[0].owner == "village_clerk"
    staff.village_clerk.holdings.update(until=date(2023, 9, 8))
    assert run_on("2023-09-08").adjusted == 1
    run = run_on("2023-09-11")
    assert (run.problems, run.made) == ([], 1)
    assert [r.owner for r in patrols(state="due")] == ["clerk"]
    assert one.data["in_charge"] == "village_clerk"


@pytest.mark.django_db
def test_the_open_duty_of_an_ended_assignment_is_voided_with_the_reason(staff: People) -> None:
    one = chief(staff.clerk)
    run_on("2023-09-04")
    service.advance(one.record, "end", {"until_on": "2023-09-06"}, staff.clerk, why="水体填平")
    assert run_on("2023-09-05").adjusted == 0  # still in office
    assert run_on("2023-09-06").adjusted == 1
    duty = patrols()[0]
    assert duty.void
    last = Entry.objects.filter(record=duty.record).order_by("-seq")[0]
    assert last.why == f"分工{one.number}到2023-09-06结束"
    assert run_on("2023-09-11").made == 0


@pytest.mark.django_db
def test_what_was_done_before_the_end_stays(staff: People) -> None:
    one = chief(staff.clerk)
    run_on("2023-09-04")
    done(patrols()[0], staff.clerk, "2023-09-04")
    service.advance(one.record, "end", {"until_on": "2023-09-06"}, staff.clerk, why="水体填平")
    run_on("2023-09-08")
    assert [(r.state, r.void) for r in patrols()] == [("done", False)]


@pytest.mark.django_db
def test_a_voided_assignment_takes_its_open_duties_with_it(staff: People) -> None:
    one = chief(staff.clerk)
    run_on("2023-09-04")
    service.void(one.record, "登记重了", staff.clerk)
    assert run_on("2023-09-04").adjusted == 1
    assert patrols()[0].void and run_on("2023-09-12").made == 0


@pytest.mark.django_db
def test_a_duty_voided_by_hand_is_not_made_again(staff: People) -> None:
    chief(staff.clerk)
    run_on("2023-09-04")
    service.void(patrols()[0].record, "封航，本旬不巡", staff.clerk)
    assert run_on("2023-09-05").made == 0
    assert run_on("2023-09-11").made == 1


@pytest.mark.django_db
def test_the_duties_of_a_merged_village_are_its_successors(staff: People) -> None:
    chief(staff.clerk)
    run_on("2023-09-04")
    done(patrols()[0], staff.clerk, "2023-09-05")
    places.merge(YOUHAO, JIANTIAN, date(2023, 9, 8))
    run_on("2023-09-11")
    first, second = patrols()
    assert (first.place, second.place, second.state) == (YOUHAO, JIANTIAN, "due")


@pytest.mark.django_db
def test_an_agreed_frequency_goes_before_the_rule_from_the_next_turn_on(staff: People) -> None:
    one = chief(staff.clerk)
    run_on("2023-09-04")
    service.correct(one.record, {"every": "每月"}, "镇里约定", staff.clerk)
    for day in ("2023-09-05", "2023-09-11", "2023-10-01"):
        run_on(day)
    # Asked again on the 11th the month lies across the first 旬, which stays; October is whole.
    assert spans() == ["09-01/09-10", "10-01/10-31"]


@pytest.mark.django_db
def test_an_assignment_without_a_frequency_is_told_and_the_others_are_made(
    staff: People, river_town: Path
) -> None:
    chief(staff.clerk)
    rules = 'title = "频次"\nsource = "本县"\nfrom = 2023-10-01\n'
    every = 'every = "week"\nlevel = "village"\n'
    write_catalog_rules(river_town, rules, every)
    run = run_on("2023-09-04")
    assert run.made == 0 and {p.number for p in run.problems} == {"H015"}
    assert "1条没有成" in said(TOWN, run)


def write_catalog_rules(folder: Path, head: str, every: str) -> None:
    text = f"[rules]\n{head}\n" + "".join(
        f'[duties.river_patrol_{level}]\ntitle = "河长巡河"\n{every}\n' for level in ("town", "village")
    )
    (folder / "rules" / "national" / "duties.toml").write_text(text, encoding="utf-8")
    load.forget()


@pytest.mark.django_db
def test_a_level_that_no_rule_knows_is_told(staff: People, river_town: Path) -> None:
    chief(staff.clerk)
    path = river_town / "village" / "river_patrols.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"镇级" = "river_patrol_town", ', ""), "utf-8")
    load.forget()
    run = run_on("2023-09-04")
    assert [p.number for p in run.problems] == ["Y014"]
    assert "河长级别“镇级”" in run.problems[0].sentence


@pytest.mark.django_db
def test_a_town_in_which_nobody_may_write_is_told(staff: People) -> None:
    chief(staff.clerk)
    staff.clerk.holdings.update(until=date(2023, 9, 4))
    run = run_on("2023-09-04")
    assert [p.number for p in run.problems] == ["Y012"] and not patrols()


@pytest.mark.django_db
def test_a_register_that_the_town_does_not_keep_makes_nothing(staff: People) -> None:
    chief(staff.clerk)
    RegisterUse.objects.create(town=TOWN, register="river_patrols", used=False, since=date(2023, 1, 1))
    assert run_on("2023-09-04").made == 0


@pytest.mark.django_db
def test_an_empty_year_makes_nothing(staff: People) -> None:
    run = run_on("2023-09-04")
    assert (run.made, run.adjusted, run.missed, run.problems) == (0, 0, 0, [])


@pytest.mark.django_db
def test_a_worker_that_stood_still_makes_up_and_says_what_was_missed(staff: People) -> None:
    chief(staff.clerk)
    run_on("2023-09-04")
    run = run_on("2023-10-02")
    assert (run.made, run.missed) == (3, 3)
    assert spans(state="missed") == ["09-01/09-10", "09-11/09-20", "09-21/09-30"]
    assert spans(state="due") == ["10-01/10-10"]


@pytest.mark.django_db
def test_the_ledger_rebuilds_to_the_same(staff: People) -> None:
    one = chief(staff.clerk)
    run_on("2023-09-04")
    done(patrols()[0], staff.clerk, "2023-09-05", found=1)
    service.correct(one.record, {"chief": "牟试用"}, "换届", staff.clerk)
    run_on("2023-09-11")
    run_on("2023-09-21")
    assert list(rebuild.check()) == []


@pytest.mark.django_db
def test_five_thousand_assignments_are_made_in_one_run_and_not_again(staff: People) -> None:
    from yiben.ledger.acts import Enter

    for start in range(0, 5000, 1000):
        service.submit(
            [
                Enter(
                    "river_chiefs",
                    {"water": f"沟渠{n}", "kind": "渠道", "village": JIANTIAN, "level": "村级",
                     "chief": "向示意", "since_on": "2022-01-01"},
                    TOWN,
                )
                for n in range(start, start + 1000)
            ],
            staff.clerk,
        )  # fmt: skip
    with clock.stated(date(2023, 9, 4)):
        assert make_due(TOWN).made == 5000
        before = Entry.objects.count()
        assert make_due(TOWN).made == 0
    assert Entry.objects.count() == before
    assert Record.objects.filter(register="river_patrols", state="due").count() == 5000


@pytest.mark.django_db
def test_two_towns_do_not_see_each_other(staff: People) -> None:
    chief(staff.clerk)
    other = "422802102"
    people.open_town(other)
    with clock.stated(date(2023, 9, 4)):
        assert make_due(other).made == 0


def test_the_catalog_says_what_a_register_of_duties_lacks(river_town: Path) -> None:
    path = river_town / "village" / "river_patrols.toml"
    text = path.read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("take_back"))
    path.write_text(text.replace('by          = "level"', 'by = "grade"'), encoding="utf-8")
    load.forget()
    _, problems = load.load_catalog()
    said = "".join(p.sentence for p in problems if p.number == "Y011")
    assert "办理 take_back" in said and "by（" in said


def test_the_catalog_refuses_a_rule_that_there_is_not(river_town: Path) -> None:
    path = river_town / "village" / "river_patrols.toml"
    text = path.read_text(encoding="utf-8").replace("river_patrol_village", "no_such_rule")
    path.write_text(text, encoding="utf-8")
    load.forget()
    _, problems = load.load_catalog()
    assert [p.number for p in problems] == ["H006"]


def test_the_small_catalog_is_whole(tmp_path: Path) -> None:
    write_catalog(tmp_path / "again")
    catalog, problems = load.load_catalog()
    assert catalog is not None and not problems
