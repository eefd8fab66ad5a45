"""重点项目 and 项目投资月报: the year's list, what has begun, and what each project spent in each month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from yiben.demo.days import after, on_or_after, on_or_before, pick
from yiben.demo.money import wan
from yiben.demo.spread import amounts, shares
from yiben.demo.town import Town
from yiben.demo.villages import Village
from yiben.demo.words import PROJECTS

REGISTER = "major_projects"
REPORTS = "investment_reports"
PARK = "生态循环农业产业园"
SEASON = {1: 0.35, 2: 0.5, 3: 0.9, 4: 1.1, 5: 1.2, 6: 1.2, 7: 1.1, 8: 1.2, 9: 1.3}


@dataclass
class Project:
    name: str
    village: Village
    industrial: bool
    industry: str
    investment: int
    planned: date
    park: bool = False
    prefecture: bool = False
    started: date | None = None
    output: int = 0
    jobs: int = 0
    record: str = ""
    number: str = ""


def make(town: Town) -> None:
    rng = town.rng(REGISTER)
    projects = _listed(town, rng)
    _begin(town, rng, projects)
    older = _older(town, rng)
    _park(town, rng, projects, older)
    _enter(town, rng, projects, older)
    _report(town, rng, projects, older)


def _listed(town: Town, rng: Random) -> list[Project]:
    """This year's list: industrial projects first."""
    want = town.of(REGISTER)
    rest = want["planned"] - want["industrial"]
    money = amounts(want["industrial_investment"], want["industrial"], rng, 1_000_000) + amounts(
        want["investment"] - want["industrial_investment"], rest, rng, 500_000, 0.35
    )
    names = PROJECTS["industrial"][: want["industrial"]] + PROJECTS["other"][:rest]
    found = []
    for n, ((name, industry), investment) in enumerate(zip(names, money, strict=True)):
        planned = on_or_after(date(2023, 1, 9)) if n % 4 else pick(rng, date(2023, 2, 6), date(2023, 6, 20))
        found.append(
            Project(name, town.any_village(rng), n < want["industrial"], industry, investment, planned)
        )
    return found


def _begin(town: Town, rng: Random, projects: list[Project]) -> None:
    """Choose which projects have begun, most of the industrial ones among them."""
    want = town.of(REGISTER)
    industrial = want["in_statistics"] + 1
    begun = projects[:industrial] + projects[want["industrial"] :][: want["started"] - industrial]
    for n, project in enumerate(begun):
        earliest = max(project.planned + timedelta(14), date(2023, 2, 13))
        latest = date(2023, 3, 20) if n < 3 else date(2023, 8, 11)
        project.started = pick(rng, earliest, max(latest, earliest + timedelta(10)))


def _older(town: Town, rng: Random) -> list[Project]:
    """Last year's projects: two in the park still go on, the others are finished."""
    found = []
    for n, (name, industry) in enumerate(PROJECTS["older"]):
        project = Project(
            name, town.any_village(rng), n < 3, industry, rng.randrange(6, 30) * 1_000_000, date(2022, 1, 12)
        )
        project.started = pick(rng, date(2022, 2, 14), date(2022, 5, 20))
        found.append(project)
    return found


def _park(town: Town, rng: Random, projects: list[Project], older: list[Project]) -> None:
    """The park's projects under way, some of them important to the prefecture."""
    want, home = town.of(REGISTER), town.village("雷家坪")
    inside = older[:2] + [p for p in projects if p.started and p.industrial][: want["park"] - 2]
    outputs = amounts(want["park_output"], len(inside), rng, 1_000_000)
    jobs = amounts(want["park_jobs"], len(inside), rng)
    for n, project in enumerate(inside):
        project.village, project.park = home, True
        project.prefecture = n < want["park_prefecture"]
        project.output, project.jobs = outputs[n], jobs[n]


def _enter(town: Town, rng: Random, projects: list[Project], older: list[Project]) -> None:
    want, plan, by = town.of(REGISTER), town.plan, town.keeper(REGISTER)
    mistaken = set(rng.sample(range(len(projects)), want["wrong"]))
    counted = 0
    for n, project in enumerate(older + projects):
        this_year = n - len(older)
        values = _values(town, rng, project)
        wrong = {"investment": wan(project.investment * 10)} if this_year in mistaken else {}
        recorded = after(project.planned, rng.choice((0, 1, 2, 4)))
        project.record = plan.enter(REGISTER, values | wrong, recorded, by)
        if wrong:
            seen = after(recorded, rng.randint(4, 20))
            change = {"investment": values["investment"]}
            plan.correct(REGISTER, project.record, change, "总投资多录一位，按立项批复更正", seen, by)
        if project.started is None:
            continue
        on = after(project.started, rng.choice((0, 1, 3, 6)))
        plan.advance(REGISTER, project.record, "start", on, by, started_on=project.started, stage="建设中")
        in_statistics = project.industrial and this_year >= 0 and counted < want["in_statistics"]
        if in_statistics or (n % 5 == 0 and this_year < 0):
            counted += in_statistics
            _statistics(town, rng, project)
        if this_year < 0 and n >= 2:
            finished = pick(rng, date(2022, 9, 1), date(2022, 12, 20))
            on = after(finished, 2)
            plan.advance(REGISTER, project.record, "finish", on, by, finished_on=finished, stage="已完工")
    double = plan.enter(REGISTER, _values(town, rng, projects[3]), after(projects[3].planned, 5), by)
    plan.void(REGISTER, double, "同一项目列了两次，保留先登记的一条", after(projects[3].planned, 9), by)


def _values(town: Town, rng: Random, project: Project) -> dict[str, Any]:
    start_due = project.planned + timedelta(rng.choice((45, 75, 110, 150)))
    return {
        "name": project.name,
        "village": project.village.code,
        "park": PARK if project.park else "不在园区",
        "level": "州级重点" if project.prefecture else rng.choice(("市（县）级重点", "镇级")),
        "industrial": project.industrial,
        "industry": project.industry,
        "investment": wan(project.investment),
        "year_plan": wan(project.investment * rng.choice((4, 5, 6, 8)) // 10),
        "expected_output": wan(project.output) if project.output else None,
        "expected_jobs": project.jobs or None,
        "stage": "前期手续",
        "planned_on": project.planned,
        "start_due_on": start_due,
        "finish_due_on": start_due + timedelta(rng.choice((240, 365, 540))),
        "lead_official": town.leader(rng),
        "steward_post": "经发办项目专干",
    }


def _statistics(town: Town, rng: Random, project: Project) -> None:
    assert project.started is not None
    day = min(after(project.started, rng.randint(8, 25)), on_or_before(date(2023, 9, 26)))
    town.plan.advance(
        REGISTER, project.record, "statistics", after(day, 1), town.keeper(REGISTER),
        in_statistics_on=day, statistics_code=f"TJ{rng.randrange(10**8):08d}",
    )  # fmt: skip


def _report(town: Town, rng: Random, projects: list[Project], older: list[Project]) -> None:
    """Month by month what was spent; the parts add up to what was published."""
    want = town.of(REPORTS)
    running = [p for p in projects if p.started] + older[:2]
    september = want["industrial_september"]
    industrial = [p for p in running if p.industrial]
    others = [p for p in running if not p.industrial]
    to_august = want["industrial_to_september"] - september
    rows = _rows(rng, industrial, 2023, range(1, 9), to_august)
    rows += _rows(rng, industrial, 2023, range(9, 10), september)
    rows += _rows(rng, others, 2023, range(1, 9), want["all_to_august"] - to_august)
    rows += _rows(rng, others, 2023, range(9, 10), want["others_september"])
    rows += _rows(rng, older, 2022, range(1, 13), want["last_year"])
    rows.sort(key=lambda r: (r[1], r[0].name))
    as_sum = set(rng.sample(range(20, len(rows)), want["wrong"]))
    for n, (project, month_end, yuan) in enumerate(rows):
        _one_report(town, rng, project, month_end, yuan, wrong=n in as_sum)


def _rows(
    rng: Random, projects: list[Project], year: int, months: range, total: int
) -> list[tuple[Project, date, int]]:
    """Each project's months since its start, weighted by size and season."""
    cells = [
        (p, date(year, m, monthrange(year, m)[1]))
        for p in projects
        for m in months
        if p.started and p.started <= date(year, m, monthrange(year, m)[1])
    ]
    weights = [
        p.investment**0.8 * SEASON.get(end.month, 1.0) * rng.lognormvariate(0, 0.3) for p, end in cells
    ]
    parts = [1 + part for part in shares(total // 1000 - len(cells), weights)]
    return [(p, end, part * 1000) for (p, end), part in zip(cells, parts, strict=True)]


def _one_report(town: Town, rng: Random, project: Project, month_end: date, yuan: int, wrong: bool) -> None:
    plan, by = town.plan, town.keeper(REPORTS)
    reported = on_or_after(month_end + timedelta(rng.choice((1, 1, 2, 3))))
    built = yuan * rng.choice((55, 62, 70, 80)) // 100_000 * 1000
    values = {
        "project": project.name,
        "village": project.village.code,
        "industrial": project.industrial,
        "month_on": month_end,
        "amount": wan(yuan),
        "construction": wan(built),
        "equipment": wan((yuan - built) // 1000 * 800),
        "reported_on": reported,
        "in_statistics": project.industrial,
    }
    if not wrong:
        plan.enter(REPORTS, values, reported, by)
        return
    record = plan.enter(REPORTS, values | {"amount": wan(yuan * 3)}, reported, by)
    seen = min(after(reported, rng.randint(3, 22)), plan.last_day)
    change = {"amount": values["amount"]}
    plan.correct(REPORTS, record, change, "误填为累计数，改为当月数", seen, by)
