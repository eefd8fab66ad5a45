"""What is doubtful: each rule has a name, words, thresholds, and finds lines of one account on one day.

It is about the security of data and rights. No rule counts work done, compares people's diligence or
tells how long somebody was there (国办函〔2026〕12号).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from yiben.audit.actions import SENSITIVE
from yiben.audit.models import Line
from yiben.kernel.clock import SHANGHAI
from yiben.kernel.problems import Refused
from yiben.kernel.working_days import calendar
from yiben.township.models import Holding

USUAL_DAYS = 30
"""How far back the usual is reckoned."""
NIGHT_FROM, NIGHT_TO = 22, 6
IN_A_ROW = timedelta(minutes=10)
AFTER_FAILURES = timedelta(minutes=30)


@dataclass(frozen=True)
class Limit:
    id: str
    title: str | Promise
    default: int
    least: int
    most: int


@dataclass(frozen=True)
class Asked:
    """A town's day, and the thresholds that hold on it."""

    town: str
    day: date
    limits: Mapping[str, int]

    def lines(self, *actions: str) -> list[Line]:
        """The day's lines of these acts, oldest first."""
        start, end = _bounds(self.day, 1)
        rows = Line.objects.filter(town=self.town, action__in=actions, at__gte=start, at__lt=end)
        return list(rows.exclude(by="").order_by("at", "pk"))


@dataclass(frozen=True)
class Suspicion:
    by: str
    lines: Sequence[Line]
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Rule:
    id: str
    title: str | Promise
    words: str | Promise
    """What it looks for, for the page of thresholds."""
    said: str | Promise
    """What it found, with blanks for its numbers."""
    limits: tuple[Limit, ...]
    find: Callable[[Asked], Iterable[Suspicion]]


def _bounds(day: date, days: int) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(), SHANGHAI)
    return start, start + timedelta(days)


def _by_person(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.by].append(line)
    return found


def many_reveals(asked: Asked) -> Iterator[Suspicion]:
    """More whole numbers than the floor, and many times the person's own usual and his office's."""
    today = _by_person(asked.lines("reveal"))
    over = {by: lines for by, lines in today.items() if len(lines) >= asked.limits["floor"]}
    if not over:
        return
    usual = _Usual(asked)
    for by, lines in over.items():
        own, office = usual.own(by), usual.office(by)
        if len(lines) > asked.limits["times"] * max(own, office):
            yield Suspicion(by, lines, {"n": len(lines), "own": round(own), "office": round(office)})


class _Usual:
    """Whole numbers looked at on a day on which any were, over the days before."""

    def __init__(self, asked: Asked) -> None:
        start = _bounds(asked.day - timedelta(USUAL_DAYS), 1)[0]
        rows = Line.objects.filter(
            town=asked.town, action="reveal", at__gte=start, at__lt=_bounds(asked.day, 1)[0]
        )
        days = rows.annotate(on=TruncDate("at", tzinfo=SHANGHAI)).values_list("by", "on")
        self.counts: dict[str, list[int]] = defaultdict(list)
        for by, _on, count in days.annotate(n=Count("pk")).values_list("by", "on", "n"):
            self.counts[by].append(count)
        self.offices: dict[str, set[int]] = defaultdict(set)
        held = Holding.objects.filter(post__place__startswith=asked.town, post__office__isnull=False)
        for by, office in held.values_list("account__username", "post__office"):
            self.offices[by].add(office)

    def own(self, by: str) -> float:
        return _mean(self.counts.get(by, []))

    def office(self, by: str) -> float:
        """The same of the colleagues in his office."""
        mine = self.offices.get(by, set())
        others = (n for n, held in self.offices.items() if n != by and held & mine)
        return _mean([count for n in others for count in self.counts.get(n, ())])


def _mean(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts) if counts else 0.0


def many_exports(asked: Asked) -> Iterator[Suspicion]:
    for by, lines in _by_person(asked.lines("export")).items():
        if len(lines) >= asked.limits["floor"]:
            yield Suspicion(by, lines, {"n": len(lines)})


def by_night(asked: Asked) -> Iterator[Suspicion]:
    for by, lines in _by_person(asked.lines(*SENSITIVE)).items():
        late = [line for line in lines if _night(line.at)]
        if len(late) >= asked.limits["floor"]:
            yield Suspicion(by, late, {"n": len(late)})


def _night(at: datetime) -> bool:
    hour = at.astimezone(SHANGHAI).hour
    return hour >= NIGHT_FROM or hour < NIGHT_TO


def on_rest_days(asked: Asked) -> Iterator[Suspicion]:
    if _worked(asked.day):
        return
    for by, lines in _by_person(asked.lines(*SENSITIVE)).items():
        if len(lines) >= asked.limits["floor"]:
            yield Suspicion(by, lines, {"n": len(lines)})


def _worked(day: date) -> bool:
    """By the calendar of moved holidays; by the weekday in a year that it does not know yet."""
    try:
        return calendar().is_working(day)
    except Refused:
        return day.weekday() < 5


def refused_in_a_row(asked: Asked) -> Iterator[Suspicion]:
    """Refused again and again within ten minutes."""
    floor = asked.limits["floor"]
    for by, lines in _by_person(asked.lines("refused")).items():
        runs = [
            lines[n : n + floor]
            for n in range(len(lines) - floor + 1)
            if lines[n + floor - 1].at - lines[n].at <= IN_A_ROW
        ]
        found = {line.pk: line for run in runs for line in run}
        if found:
            yield Suspicion(by, list(found.values()), {"n": len(found)})


def failed_then_in(asked: Asked) -> Iterator[Suspicion]:
    """A log-in that succeeds within half an hour of several that failed."""
    for by, lines in _by_person(asked.lines("login", "login_failed")).items():
        failures: list[Line] = []
        found: list[Line] = []
        for line in lines:
            if line.action == "login_failed":
                failures.append(line)
                continue
            near = [f for f in failures if line.at - f.at <= AFTER_FAILURES]
            if len(near) >= asked.limits["floor"]:
                found += [*near, line]
            failures = []
        if found:
            yield Suspicion(by, found, {"n": sum(f.action == "login_failed" for f in found)})


def many_villages(asked: Asked) -> Iterator[Suspicion]:
    """Whole numbers from many villages in a day, by whoever may see the whole town."""
    for by, lines in _by_person(asked.lines("reveal")).items():
        villages = {line.village for line in lines if line.village}
        if len(villages) >= asked.limits["floor"]:
            yield Suspicion(by, lines, {"n": len(lines), "villages": len(villages)})


def quick_confirmations(asked: Asked) -> Iterator[Suspicion]:
    """An administrator's confirmations so soon after the proposal that nobody can have read it."""
    confirmed = asked.lines("confirmed")
    numbers = [line.change for line in confirmed]
    proposals = {
        line.change: line
        for line in Line.objects.filter(town=asked.town, action="proposed", change__in=numbers)
    }
    quick: dict[str, list[Line]] = defaultdict(list)
    for line in confirmed:
        proposal = proposals.get(line.change)
        if proposal and line.at - proposal.at < timedelta(seconds=asked.limits["seconds"]):
            quick[line.by] += [proposal, line]
    for by, lines in quick.items():
        if len(lines) // 2 >= asked.limits["floor"]:
            yield Suspicion(by, lines, {"n": len(lines) // 2, "seconds": asked.limits["seconds"]})


def many_confirmations(asked: Asked) -> Iterator[Suspicion]:
    for by, lines in _by_person(asked.lines("confirmed")).items():
        if len(lines) >= asked.limits["floor"]:
            yield Suspicion(by, lines, {"n": len(lines)})


_TIMES = lazy("一天达到几次")
_ALL = (
    Rule(
        "many_reveals",
        lazy("看全号异常多"),
        lazy("一天看全号达到界限，又超过本人和同科室前30天平常的若干倍。"),
        lazy("一天看全号%(n)s次；平常一天，本人%(own)s次，同科室%(office)s次"),
        (Limit("floor", _TIMES, 20, 1, 10_000), Limit("times", lazy("平常的几倍"), 3, 1, 100)),
        many_reveals,
    ),
    Rule(
        "many_villages",
        lazy("看了许多村的全号"),
        lazy("能看全镇的人，一天看全号涉及的村达到界限。"),
        lazy("一天看全号%(n)s次，涉及%(villages)s个村"),
        (Limit("floor", lazy("一天达到几个村"), 8, 2, 500),),
        many_villages,
    ),
    Rule(
        "many_exports",
        lazy("导出多"),
        lazy("一天导出文件的次数达到界限。"),
        lazy("一天导出%(n)s次"),
        (Limit("floor", _TIMES, 10, 1, 10_000),),
        many_exports,
    ),
    Rule(
        "by_night",
        lazy("夜间看数据、导数据"),
        lazy("22时至6时看全号、按号码查找、打开附件、导出、提出或确认变更达到界限。值班登记不算。"),
        lazy("夜间（22时至6时）看、查、导或办变更%(n)s次"),
        (Limit("floor", _TIMES, 5, 1, 10_000),),
        by_night,
    ),
    Rule(
        "on_rest_days",
        lazy("休息日看数据、导数据"),
        lazy("休息日、节假日做上面这些事达到界限。值班登记不算。"),
        lazy("休息日看、查、导或办变更%(n)s次"),
        (Limit("floor", _TIMES, 10, 1, 10_000),),
        on_rest_days,
    ),
    Rule(
        "refused_in_a_row",
        lazy("接连被拒绝"),
        lazy("10分钟内被拒绝的次数达到界限。"),
        lazy("10分钟内接连被拒绝，共%(n)s次"),
        (Limit("floor", lazy("10分钟内达到几次"), 5, 2, 1_000),),
        refused_in_a_row,
    ),
    Rule(
        "failed_then_in",
        lazy("多次失败后登录成功"),
        lazy("登录失败达到界限，半小时内又登录成功。"),
        lazy("登录失败%(n)s次，半小时内又登录成功"),
        (Limit("floor", lazy("失败达到几次"), 3, 1, 100),),
        failed_then_in,
    ),
    Rule(
        "quick_confirmations",
        lazy("确认变更太快"),
        lazy("提出后很快就确认，一天达到界限：来不及看的确认等于一个人办。"),
        lazy("提出后不到%(seconds)s秒就确认的有%(n)s次"),
        (Limit("seconds", lazy("几秒以内算快"), 60, 1, 3_600), Limit("floor", _TIMES, 2, 1, 1_000)),
        quick_confirmations,
    ),
    Rule(
        "many_confirmations",
        lazy("确认变更多"),
        lazy("一位管理员一天确认变更的次数达到界限。"),
        lazy("一天确认变更%(n)s次"),
        (Limit("floor", _TIMES, 30, 1, 10_000),),
        many_confirmations,
    ),
)
RULES: Mapping[str, Rule] = {rule.id: rule for rule in _ALL}
