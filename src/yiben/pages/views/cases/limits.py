"""The time limits of a case as its page counts them in front of the user: day, ruler, basis, extensions."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from yiben.capabilities.cases.part import Part
from yiben.declare.model import Limit, Register
from yiben.kernel import clock
from yiben.kernel.limits.amounts import counted_said
from yiben.kernel.limits.clocks import Clock, Extension, Moment, basis, day_of, local
from yiben.kernel.limits.counts import Counted, counted
from yiben.kernel.limits.dues import Due, due
from yiben.kernel.limits.saying import CLOSED, DONE, chain_said, said
from yiben.kernel.near_due import NEAR
from yiben.kernel.problems import Refused
from yiben.kernel.working_days import WorkingDays, calendar
from yiben.ledger.models import Version
from yiben.pages.views.cases.rulers import Ruler, ruler_of
from yiben.rulebook import limits as rulebook
from yiben.township import staff
from yiben.ui.lights import Light, working_days_left


@dataclass(frozen=True)
class ShownLimit:
    id: str
    title: str
    main: bool
    light: Light
    said: str
    """第3个工作日，应于2026年3月12日前办结，依据……; of one that does not run yet, what starts it."""
    amount: str = ""
    """60日，已延长30日."""
    basis: str = ""
    start: date | None = None
    due: date | None = None
    legal: str = ""
    """Where the town promised less: what the law says."""
    local: bool = False
    """Whether no law says it."""
    notes: tuple[str, ...] = ()
    """The extensions one after another, and since when it stands still."""
    ruler: Ruler | None = None
    running: bool = False


def limits_of(register: Register, record: Version, as_of: date | None) -> list[ShownLimit]:
    """Every limit of the register: those that run first, then those over, then those not begun."""
    if not register.limits:
        return []
    part, days = Part.of(record.data), calendar(record.town)
    now: Moment = as_of or local(clock.now())
    made = [_shown(register, limit, part, record, days, now) for limit in register.limits.values()]
    return sorted(made, key=lambda one: (not one.running, one.start is None))


def _shown(
    register: Register, limit: Limit, part: Part, record: Version, days: WorkingDays, now: Moment
) -> ShownLimit:
    kept = part.clocks.get(limit.id)
    if kept is not None:
        return _counted(limit, kept, days, now)
    if limit.id in part.without:
        dashed = Light("dashed", _("没有适用的时限规定"), "plain")
        return ShownLimit(limit.id, limit.title, limit.main, dashed, _("当地没有这一项的时限规定，不计时。"))
    start = register.fields[limit.start].title if limit.start in register.fields else limit.start
    amount, ground = _rule(limit, record, day_of(now))
    return ShownLimit(
        limit.id,
        limit.title,
        limit.main,
        Light("ring", _("未起算"), "plain"),
        _("有了“%(start)s”起算。") % {"start": start},
        amount,
        ground,
    )


def _rule(limit: Limit, record: Version, on: date) -> tuple[str, str]:
    """The amount and the basis that would hold if it began today; nothing where no rule holds."""
    kind, urgency = (str(record.data.get(name) or "") if name else "" for name in (limit.kind, limit.urgency))
    try:
        found = rulebook.find(record.town, limit.rule, on, kind, urgency)
    except Refused:
        return "", ""
    return found.variant.amount.said(), f"{found.ground.source}{found.ground.article}"


def _counted(limit: Limit, kept: Clock, days: WorkingDays, now: Moment) -> ShownLimit:
    working = replace(kept, amount=kept.promised, promised=None) if kept.promised else kept
    count = counted(working, days, now)
    return ShownLimit(
        limit.id,
        limit.title,
        limit.main,
        light_of(count, day_of(now)),
        said(count, CLOSED if limit.main else DONE),
        chain_said(working),
        basis(kept),
        kept.start_day,
        count.due.day,
        _legal(kept, due(kept, days, now)) if kept.promised else "",
        kept.local,
        tuple(_notes(kept)),
        ruler_of(working, days, now, count) if not count.over else None,
        not count.over,
    )


def light_of(count: Counted, today: date) -> Light:
    """How the limit stands: shape, word, then colour."""
    if count.over:
        return Light("square", _("逾期"), "zhu") if count.late else Light("tick", _("按期"), "zhuq")
    if count.standing:
        return Light("ring", _("计时中止"), "plain")
    if count.late:
        late = counted_said(count.late, count.late_unit)
        return Light("square", _("逾期%(late)s") % {"late": late}, "zhu")
    left = _("还剩%(left)s") % {"left": counted_said(count.left, count.left_unit)}
    if count.due.day == today and count.left_unit in ("days", "working_days"):
        return Light("triangle", _("今天到期"), "teng")
    near = working_days_left(today, count.due.day)
    if near is not None and near <= NEAR:
        return Light("triangle", left, "teng")
    return Light("half", left, "dai")


def _legal(kept: Clock, end: Due) -> str:
    return _("法定%(amount)s，%(due)s") % {"amount": chain_said(kept), "due": said(end)}


def _notes(kept: Clock) -> list[str]:
    made = [_extension(one) for one in kept.extensions]
    for pause in kept.pauses:
        if pause.end is None:
            made.append(_("自%(day)s起计时中止") % {"day": _day(pause.start)})
        else:
            made.append(
                _("%(start)s至%(end)s计时中止，不算在内")
                % {"start": _day(pause.start), "end": _day(pause.end)}
            )
    if kept.local:
        made.append(_("地方默认，可在时限规定里改成本镇的"))
    return made


def _extension(one: Extension) -> str:
    words = {
        "day": one.on.isoformat(),
        "amount": one.amount.said(),
        "who": staff.said(one.by),
        "why": one.why,
    }
    if one.why:
        return _("%(day)s延长%(amount)s，%(who)s批准：%(why)s") % (words | {"why": one.why})
    return _("%(day)s延长%(amount)s，%(who)s批准") % words


def _day(at: Moment) -> str:
    return at.strftime("%Y-%m-%d %H:%M") if isinstance(at, datetime) else at.isoformat()
