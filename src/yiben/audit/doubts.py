"""Finding doubts day by day, and what the audit administrator says on them."""

from datetime import date, timedelta

from yiben.audit import thresholds
from yiben.audit.models import EXPLAINED, HANDED, OPEN, Doubt, DoubtNote, Line, Reached
from yiben.audit.rules import RULES, Asked, Rule, Suspicion
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger.gate import writing
from yiben.township import looks
from yiben.township.models import Account
from yiben.township.places import demo_day
from yiben.township.town_clock import towns

KEPT = 1000
"""Lines kept with a doubt; their number is kept whole."""
FIRST_BACK = 30
"""Days looked at the first time."""
STATES = (OPEN, EXPLAINED, HANDED)


def find_all() -> str:
    """The worker's job: every town's days since the last time, yesterday and today again."""
    return f"查出疑点 {sum(map(find, towns()))} 件"


def find(town: str) -> int:
    """Look at the town's days that have not been finished yet; returns how many doubts are new."""
    today = demo_day(town) or clock.today()
    mark = Reached.objects.filter(name=f"doubts {town}").first()
    start = date.fromordinal(mark.last) if mark else today - timedelta(FIRST_BACK)
    days = [today - timedelta(n) for n in range((today - start).days, -1, -1)]
    made = 0
    for day in days:
        with writing():
            made += of_day(town, day)
    # Yesterday is looked at once more tomorrow: lines of its last minutes may be listed late.
    last = (today - timedelta(1)).toordinal()
    Reached.objects.update_or_create(name=f"doubts {town}", defaults={"last": last})
    return made


def of_day(town: str, day: date) -> int:
    """Every rule over one day; returns how many doubts are new. Run twice it makes none."""
    made = 0
    for rule in RULES.values():
        asked = Asked(town, day, thresholds.of_day(town, rule, day))
        made += sum(_keep(asked, rule, found) for found in rule.find(asked))
    return made


def _keep(asked: Asked, rule: Rule, found: Suspicion) -> bool:
    """Keep a doubt, or what has come to it since; one already settled opens again with more lines."""
    rows = {
        "by_name": found.lines[-1].by_name,
        "numbers": {**asked.limits, **found.numbers},
        "lines": [[line.source, line.source_id] for line in found.lines[:KEPT]],
        "count": len(found.lines),
    }
    known = Doubt.objects.filter(town=asked.town, rule=rule.id, day=asked.day, by=found.by).first()
    if known is None:
        Doubt.objects.create(
            town=asked.town, rule=rule.id, day=asked.day, by=found.by, found_at=clock.now(), **rows
        )
        return True
    if len(found.lines) > known.count:
        Doubt.objects.filter(pk=known.pk).update(state=OPEN, **rows)
    return False


def lines_behind(doubt: Doubt) -> list[Line]:
    """The lines that the doubt was found in, oldest first."""
    wanted: dict[str, list[int]] = {}
    for source, source_id in doubt.lines:
        wanted.setdefault(source, []).append(source_id)
    found: list[Line] = []
    for source, ids in wanted.items():
        for start in range(0, len(ids), 500):
            found += Line.objects.filter(source=source, source_id__in=ids[start : start + 500])
    return sorted(found, key=lambda line: (line.at, line.pk))


def settle(doubt: Doubt, state: str, note: str, handed_to: str, by: Account) -> DoubtNote:
    """Say on a doubt what was found out; kept for good and in the look log. Refused U006, U007, U014."""
    note, handed_to = note.strip(), handed_to.strip()
    problems: list[Problem] = []
    if state not in STATES:
        problems.append(problem("U014", "state"))
    if not 1 <= len(note) <= 500:
        problems.append(problem("U006", "note"))
    if state == HANDED and not 1 <= len(handed_to) <= 60:
        problems.append(problem("U007", "handed_to"))
    if by.username == doubt.by:
        problems.append(problem("U015"))
    if problems:
        raise Refused(problems)
    with writing():
        said = DoubtNote.objects.create(
            doubt=doubt, state=state, note=note, by=by, at=clock.now(),
            handed_to=handed_to if state == HANDED else "",
        )  # fmt: skip
        Doubt.objects.filter(pk=doubt.pk).update(state=state)
        doubt.state = state
        looks.log(by, "doubt", f"疑点 {doubt.pk} {state}", note)
    return said
