"""Proposing a change and deciding on it: one person proposes, another confirms, both are kept for good."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from yiben.administration import handover, passwords, posts, sealing, walls
from yiben.administration.kind import Asked, Checked, Kind
from yiben.administration.kinds import KINDS
from yiben.administration.models import ALONE, CONFIRMED, REFUSED, WITHDRAWN, Change
from yiben.kernel import clock
from yiben.kernel.language import CHINESE, speaking
from yiben.kernel.problems import Problem, Refused, problem, refuse
from yiben.ledger.gate import writing
from yiben.township.models import Account

LONGEST = 500
VERDICTS = {CONFIRMED: noop("确认"), REFUSED: noop("退回"), WITHDRAWN: noop("撤回"), ALONE: noop("办理")}


def propose(kind: str, town: str, about: Mapping[str, Any], by: Account, why: str) -> Change:
    """Keep what a system administrator wants changed, until a security administrator decides.

    Denied for anybody else; Refused with everything that is wrong with it (for a list of people, `where`
    is `row:column`). Nothing is changed yet.
    """
    known = _kind(kind, alone=False)
    walls.require(by, walls.SYSTEM, town, "提出", str(known.title))
    with writing():
        checked = _checked(known, Asked(about, town), by)
        _refuse([*_reason(why), *checked.problems, *_nobody_to_confirm(checked, town, by)])
        return _keep(known, town, checked, by, why.strip())


def preview(kind: str, town: str, about: Mapping[str, Any], by: Account) -> Checked:
    """What a proposal would say and everything wrong with it, without keeping it."""
    known = _kind(kind, alone=False)
    walls.require(by, walls.SYSTEM, town, "提出", str(known.title))
    return _checked(known, Asked(about, town), by)


def confirm(change_id: int, by: Account) -> Change:
    """Carry the change out, as a security administrator who did not propose it and is not meant by it.

    Everything is checked again as things stand now. Denied, or Refused with all that stands against it.
    """
    with writing():
        change = _open(change_id)
        walls.require(by, walls.SECURITY, change.town, "确认", str(_kind(change.kind).title))
        if by == change.proposed_by:
            raise refuse("A001", name=by.name)
        kind = _kind(change.kind)
        checked = _checked(kind, Asked(change.about, change.town, first=False), by)
        _refuse([*sealing.differences(change), *_proposer_stands(change), *checked.problems])
        change.due_on = checked.due_on
        change.said = _in_chinese(kind, change)
        _decide(change, by, CONFIRMED, "")
        kind.carry_out(change, by)
        if change.due_on is None or change.due_on <= clock.today():
            change.carried_at = change.decided_at
        change.save(update_fields=["carried_at"])
    return change


def refuse_change(change_id: int, by: Account, why: str) -> Change:
    """Send it back, with a reason; a security administrator's, and not one whom it is about."""
    with writing():
        change = _open(change_id)
        walls.require(by, walls.SECURITY, change.town, "退回", str(_kind(change.kind).title))
        about_me = [problem("A002", name=by.name)] if by.username in touches(change) else []
        _refuse([*_reason(why), *about_me])
        return _decide(change, by, REFUSED, why.strip())


def withdraw(change_id: int, by: Account, why: str = "") -> Change:
    """Take it back: who proposed it, or another system administrator of the town."""
    with writing():
        change = _open(change_id)
        walls.require(by, walls.SYSTEM, change.town, "撤回", str(_kind(change.kind).title))
        _refuse(_reason(why) if why.strip() else [])
        return _decide(change, by, WITHDRAWN, why.strip())


def act_alone(kind: str, town: str, about: Mapping[str, Any], by: Account, why: str) -> Change:
    """Do a harmless thing at once, as security administrator: unlock, end log-ins. Kept like the others."""
    known = _kind(kind, alone=True)
    walls.require(by, walls.SECURITY, town, "办理", str(known.title))
    with writing():
        checked = _checked(known, Asked(about, town), by)
        _refuse([*_reason(why), *checked.problems])
        change = _keep(known, town, checked, by, why.strip())
        _decide(change, by, ALONE, "")
        known.carry_out(change, by)
        change.carried_at = change.decided_at
        change.save(update_fields=["carried_at"])
    return change


def carry_out_due(town: str = "") -> list[Change]:
    """Pass on the records of every confirmed handover whose day has come; returns those that were.

    For the worker's timetable, once a day after midnight, for a town or all of them; run twice it does
    nothing more. A handover whose new holder can't take it any more stays `stuck` until another is named.
    One-time passwords that nobody used lapse here too.
    """
    passwords.lapse_unused()
    done = []
    for found in handover.waiting(town).filter(due_on__lte=clock.today()).order_by("due_on", "id"):
        with writing():
            change = Change.objects.get(pk=found.pk)
            if change.carried_at is not None or change.decided_by is None or stuck(change):
                continue
            count = handover.pass_records(change, change.decided_by)
            body = {"change": change.pk, "records": count}
            sealing.told(change.town, "carried_out", body, change.decided_by, change.why)
            change.carried_at = clock.now()
            change.save(update_fields=["carried_at"])
            done.append(change)
    return done


def stuck(change: Change) -> bool:
    """Whether a handover's day has come and its new holder is not there to take it."""
    if change.due_on is None or change.due_on > clock.today():
        return False
    taker = Account.objects.filter(username=change.about["to"], is_active=True).first()
    return taker is None or not posts.held(taker, handover.seat_of(change), clock.today()).exists()


def found(change_id: int, town: str) -> Change:
    """The town's change of this number; Refused A006 if there is none."""
    known = Change.objects.filter(pk=change_id, town=town).select_related("proposed_by", "decided_by").first()
    if known is None:
        raise refuse("A006", change=change_id)
    return known


def pending(town: str) -> QuerySet[Change]:
    """What waits for a decision, oldest first."""
    return Change.objects.filter(town=town, verdict="").select_related("proposed_by").order_by("id")


def decided(town: str) -> QuerySet[Change]:
    """What has been decided, newest first."""
    known = Change.objects.filter(town=town).exclude(verdict="")
    return known.select_related("proposed_by", "decided_by").order_by("-decided_at", "-id")


def looked_at(change: Change) -> Checked:
    """An open change as it would be carried out now: what it says, and what stands against it."""
    return _kind(change.kind).check(Asked(change.about, change.town, first=False))


def touches(change: Change) -> frozenset[str]:
    """Usernames of those whom an open or decided change is about."""
    about = change.about
    named = {str(about.get(k) or "") for k in ("account", "from", "to", "successor")}
    named |= {str(r.get("username", "")) for r in about.get("rows", ())}
    return frozenset(named - {""})


def _kind(kind: str, alone: bool | None = None) -> Kind:
    known = KINDS.get(kind)
    if known is None or (alone is not None and known.alone is not alone):
        raise refuse("A044", kind=kind[:40])
    return known


def _checked(kind: Kind, asked: Asked, by: Account) -> Checked:
    """The kind's own checks, and that it is not about the person himself."""
    checked = kind.check(asked)
    if by.username in checked.touches:
        checked.problems.insert(0, problem("A002", name=by.name))
    return checked


def _nobody_to_confirm(checked: Checked, town: str, by: Account) -> list[Problem]:
    """A046 where no security administrator is left who may decide, because it is about him."""
    if checked.problems or walls.holders(walls.SECURITY, town) - {by.username} - checked.touches:
        return []
    return [problem("A046")]


def _reason(why: str) -> list[Problem]:
    if not why.strip():
        return [problem("A024", "why")]
    return [problem("A045", "why", most=LONGEST)] if len(why.strip()) > LONGEST else []


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def _keep(kind: Kind, town: str, checked: Checked, by: Account, why: str) -> Change:
    change = Change(
        kind=kind.id,
        town=town,
        about=checked.about,
        proposed_by=by,
        proposed_at=clock.now(),
        why=why,
        due_on=checked.due_on,
        proposed_entry=0,
    )
    change.said = _in_chinese(kind, change)
    change.save()
    entry = sealing.proposed(change, change.pk)
    change.proposed_entry, change.proposed_at = entry.seq, entry.at
    change.save(update_fields=["proposed_entry", "proposed_at"])
    return change


def _in_chinese(kind: Kind, change: Change) -> list[list[str]]:
    """What it changes, in the words that are kept, whatever language the page is read in."""
    with translation.override(CHINESE), speaking(CHINESE):
        said = kind.check(Asked(change.about, change.town, first=False)).said
    return [list(line) for line in said]


def _decide(change: Change, by: Account, verdict: str, why: str) -> Change:
    change.decided_by, change.verdict, change.decided_why = by, verdict, why
    change.decided_at = clock.now()
    entry = sealing.decided(change, by)
    change.decided_entry, change.decided_at = entry.seq, entry.at
    change.save()
    return change


def _proposer_stands(change: Change) -> list[Problem]:
    """A036 where who proposed it is no system administrator any more."""
    by = change.proposed_by
    return [] if walls.SYSTEM in walls.parts(by, change.town) else [problem("A036", name=by.name)]


def _open(change_id: int) -> Change:
    """The change still open, read inside the gate, so that two who decide at once cannot both."""
    change = Change.objects.filter(pk=change_id).select_related("proposed_by", "decided_by").first()
    if change is None:
        raise refuse("A006", change=change_id)
    if change.verdict:
        raise refuse("A005", change=change.pk, verdict=gettext(VERDICTS[change.verdict]))
    return change
