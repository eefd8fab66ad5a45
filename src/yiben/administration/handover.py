"""A post handed over from A to B in one act: open records, registers and rights on one day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yiben.administration import days, members, posts, walls
from yiben.administration.kind import Asked, Checked
from yiben.administration.models import CONFIRMED, Change
from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.kernel.problems import problem
from yiben.ledger import assigning
from yiben.ledger.models import Entry, Record
from yiben.township.models import Account


@dataclass(frozen=True)
class Count:
    """How much of one register passes; a count only, for who may not see the records."""

    register: Register
    open: int
    late: int


def registers_of(kind: str) -> list[Register]:
    """The registers that a kind of post writes, in catalog order."""
    known = catalog().posts.get(kind)
    named = [(set(r["registers"]), set(r["can"])) for r in known.rights] if known else []
    return [
        r
        for r in catalog().registers.values()
        if any("write" in can and ("*" in names or r.id in names or r.group in names) for names, can in named)
    ]


def check(asked: Asked) -> Checked:
    """`from`, `to`, `post`, `place`, `day`. The day may lie ahead; then the records pass on that day."""
    giver, problems = members.find(asked.text("from"), asked.town, "from")
    taker, wrong = members.find_active(asked.text("to"), asked.town, "to")
    seat, bad = posts.Seats(asked.town).find(asked.text("post"), asked.text("place"), "post", "place")
    day, past = days.coming(asked.text("day"), "day", _("交接日"), asked.first)
    problems += [*wrong, *bad, *past]
    if giver is None or taker is None or seat is None:
        return Checked(problems=problems)
    if giver == taker:
        problems.append(problem("A037", "to", name=giver.name))
    if walls.part_of(seat.kind):
        problems.append(problem("A038", "post", post=seat.title))
    if not posts.held(giver, seat, clock.today()).exists():
        problems.append(problem("A021", "post", name=giver.name, post=seat.title))
    problems += walls.separated(taker, seat.kind, day, where="to")
    passing = work(giver.username, seat).count()
    titles = _("、").join(r.title for r in registers_of(seat.kind)) or _("无")
    old, new = posts.named(giver), posts.named(taker)
    words = {"post": seat.title, "day": day, "old": giver.name, "new": taker.name, "n": passing}
    said = [
        (_("岗位 %(post)s") % words, old, _("%(day)s起 %(new)s") % words),
        (_("经办的台账"), old, f"{new}{_('：')}{titles}"),
        (_("没有办结的记录"), _("%(n)s条在%(old)s名下") % words, _("%(day)s全部转到%(new)s名下") % words),
    ]
    about = {
        "from": giver.username,
        "to": taker.username,
        "post": seat.kind,
        "place": seat.place,
        "day": day.isoformat(),
    }
    touches = frozenset({giver.username, taker.username})
    notes = [_("%(name)s存的视图和草稿仍归他本人，不随岗位走。") % {"name": giver.name}]
    return Checked(about, problems, touches, said, notes, due_on=day)


def seat_of(change: Change) -> posts.Seat:
    return posts.Seat(change.about["post"], change.about["place"])


def work(owner: str, seat: posts.Seat) -> QuerySet[Record]:
    """The open records that go with a post when its holder leaves it."""
    return assigning.open_records(owner, [r.id for r in registers_of(seat.kind)], seat.place)


def carry_out(change: Change, by: Account) -> None:
    """The rights change on the day by themselves; the records now, or on the day by `carry_out_due`."""
    day = max(date.fromisoformat(change.about["day"]), clock.today())
    giver, taker = _people(change)
    posts.end_holding(giver, seat_of(change), day)
    posts.begin_holding(taker, seat_of(change), day)
    if day <= clock.today():
        pass_records(change, by)


def pass_records(change: Change, by: Account) -> int:
    """Every open record of the post to its new holder; returns how many."""
    giver, taker = _people(change)
    why = f"岗位交接（第{change.pk}号变更）"
    return assigning.assign(work(giver.username, seat_of(change)), taker, by, why, source_of(change))


def _people(change: Change) -> tuple[Account, Account]:
    found = Account.objects.in_bulk([change.about["from"], change.about["to"]], field_name="username")
    return found[change.about["from"]], found[change.about["to"]]


def source_of(change: Change) -> str:
    """What the entries of this handover name as their source."""
    return f"handover:{change.pk}"


def records(change: Change) -> QuerySet[Record]:
    """The records that pass, or have passed, by this handover; by register and due day."""
    if change.carried_at is None:
        found = work(change.about["from"], seat_of(change))
    else:
        written = Entry.objects.filter(
            town=change.town, seq__gte=change.decided_entry or 0, source=source_of(change)
        )
        found = Record.objects.filter(record__in=written.values("record"))
    return found.order_by("register", "due_on", "number")


def counts(change: Change) -> list[Count]:
    """The same as numbers by register, with how many are late."""
    today, known = clock.today(), catalog().registers
    open_, late = dict[str, int](), dict[str, int]()
    for register, due in records(change).values_list("register", "due_on"):
        open_[register] = open_.get(register, 0) + 1
        late[register] = late.get(register, 0) + bool(due and due < today)
    return [Count(known[r], n, late[r]) for r, n in open_.items() if r in known]


def waiting(town: str = "") -> QuerySet[Change]:
    """Confirmed handovers whose records have not passed yet."""
    found = Change.objects.filter(kind="handover", verdict=CONFIRMED, carried_at=None)
    return found.filter(town=town) if town else found
