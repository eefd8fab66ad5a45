"""Posts: which there are and where, and a post given to somebody or taken from him."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from yiben.administration import days, members, passwords, walls
from yiben.administration.kind import Asked, Checked
from yiben.administration.models import Change
from yiben.declare.load import catalog
from yiben.declare.model import PostKind
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.kernel.texts import cut
from yiben.township import people, places
from yiben.township.models import Account, Holding, Place, Post


@dataclass(frozen=True)
class Seat:
    """A kind of post at a place, whether or not a row has been made for it."""

    kind: str
    place: str

    @property
    def title(self) -> str:
        return seat_title(self.kind, self.place)


def seat_title(kind: str, place: str) -> str:
    """The post's own title in this town, else the one that it would be made with."""
    made = Post.objects.filter(kind=kind, place=place).first()
    if made:
        return made.title
    known = catalog().posts[kind]
    return f"{places.title(place)}{known.title}" if known.level == "village" else known.title


class Seats:
    """The posts of a town by what people type; made once for a list of thousands."""

    def __init__(self, town: str) -> None:
        self.town, self.names, self.today = town, places.names(town), clock.today()
        self.kinds: dict[str, PostKind] = {}
        for kind in catalog().posts.values():
            self.kinds[kind.title] = kind
        own = Post.objects.filter(place__startswith=town[:6]).values_list("kind", "title", "place")
        for kind_id, title, place in own:
            # A village's title names the village; the kind is not to be known by it.
            if kind_id in catalog().posts and len(place) <= 9 and place in (town, town[:6]):
                self.kinds[title] = catalog().posts[kind_id]
        for kind in catalog().posts.values():
            self.kinds[kind.id] = kind
        self.county = members.county_is_ours(town)

    def find(self, post: str, place: str, post_at: str, place_at: str) -> tuple[Seat | None, list[Problem]]:
        """The post typed; A014 no such post, A015 no such place, A016 a place that is no more, A017 level."""
        problems = []
        kind = self.kinds.get(post)
        if kind is None:
            titles = _("、").join(dict.fromkeys(k.title for k in catalog().posts.values()))
            problems.append(problem("A014", post_at, value=cut(post) or "（空）", allowed=titles))
        elif kind.level == "county" and not self.county:
            problems.append(problem("A017", post_at, post=kind.title))
        code, wrong = self._place(kind, place, place_at)
        problems += wrong
        return (Seat(kind.id, code), []) if kind and not problems else (None, problems)

    def _place(self, kind: PostKind | None, typed: str, where: str) -> tuple[str, list[Problem]]:
        level = kind.level if kind else ""
        if level == "county" and typed in ("", self.town[:6], places.title(self.town[:6])):
            return self.town[:6], []
        if level == "town" and not typed:
            return self.town, []
        found = self.names.find(typed) if typed else None
        if not typed:
            return "", [problem("A051", where, post=kind.title)] if kind else []
        if found is None:
            return "", [problem("A015", where, value=cut(typed), town=places.title(self.town))]
        if found.valid_until and found.valid_until <= self.today:
            return "", [self._gone(found, where)]
        if kind is not None and found.level != level:
            return "", [problem("A023", where, **_level_words(kind, found))]
        return found.code, []

    def _gone(self, place: Place, where: str) -> Problem:
        into = places.title(place.successor) if place.successor else ""
        mend = f"请改填{into}" if into else "请另选一个村（社区）"
        return problem("A016", where, value=place.short, day=place.valid_until, mend=mend)


def _level_words(kind: PostKind, found: Place) -> dict[str, Any]:
    levels = {"village": "村（社区）", "town": "镇", "county": "县（市）"}
    return {"post": kind.title, "level": levels.get(kind.level, kind.level), "value": found.short}


def check_given(asked: Asked) -> Checked:
    """A post given to an account from a day on, and until a day if it is so."""
    account, problems = members.find_active(asked.text("account"), asked.town)
    seat, wrong = Seats(asked.town).find(asked.text("post"), asked.text("place"), "post", "place")
    since, bad = days.coming(asked.text("since"), "since", _("任职日"), asked.first)
    problems += [*wrong, *bad]
    until: date | None = None
    if asked.text("until"):
        until, bad = days.coming(asked.text("until"), "until", _("到期日"), asked.first)
        problems += bad
        if not bad and until <= since:
            problems.append(problem("A019", "until", since=since, until=until))
    if account is None or seat is None:
        return Checked(problems=problems)
    problems += walls.separated(account, seat.kind, since, until, "post")
    problems += _known_password(account, seat, "post")
    if held(account, seat, since).exists():
        problems.append(problem("A020", "post", name=account.name, post=seat.title))
    now = _posts_now(account)
    after = _("%(now)s；%(since)s起任%(post)s") % {"now": now, "since": since, "post": seat.title}
    if until:
        after += _("，到%(until)s为止") % {"until": until}
    notes = namesakes(account.name, seat.kind, asked.town, account.username)
    return Checked(
        {
            "account": account.username,
            "post": seat.kind,
            "place": seat.place,
            "since": since.isoformat(),
            "until": until.isoformat() if until else "",
        },
        problems,
        frozenset({account.username}),
        [(named(account), now, after)],
        notes,
    )


def _known_password(account: Account, seat: Seat, where: str) -> list[Problem]:
    """A052 where another part's administrator handed out the password of who is to become administrator."""
    issued = passwords.known_to_another(account, seat.kind)
    if issued is None:
        return []
    return [problem("A052", where, name=account.name, by=issued.by.name, post=seat.title)]


def give(change: Change, by: Account) -> None:
    about = change.about
    until = about.get("until") or ""
    people.appoint(
        Account.objects.get(username=about["account"]),
        people.post(about["post"], about["place"]),
        max(date.fromisoformat(about["since"]), clock.today()),
        date.fromisoformat(until) if until else None,
    )


def check_ended(asked: Asked) -> Checked:
    """A post taken from its holder from a day on; with `successor`, given to another on the same day."""
    account, problems = members.find(asked.text("account"), asked.town)
    seats = Seats(asked.town)
    seat, wrong = seats.find(asked.text("post"), asked.text("place"), "post", "place")
    if seat is None and asked.text("post") in catalog().posts and asked.text("place"):
        # A post in a village that is no more can still be taken from who holds it.
        seat, wrong = Seat(asked.text("post"), asked.text("place")), []
    until, bad = days.coming(asked.text("until"), "until", _("免职日"), asked.first)
    problems += [*wrong, *bad]
    heir: Account | None = None
    if asked.text("successor"):
        heir, bad = members.find_active(asked.text("successor"), asked.town, "successor")
        problems += bad
    if account is None or seat is None:
        return Checked(problems=problems)
    if not held(account, seat, clock.today()).exists():
        problems.append(problem("A021", "post", name=account.name, post=seat.title))
    said = [
        (
            named(account),
            _posts_now(account),
            _("%(day)s起不再任%(post)s") % {"day": until, "post": seat.title},
        )
    ]
    touches = {account.username}
    if heir is not None:
        touches.add(heir.username)
        if heir == account:
            problems.append(problem("A022", "successor", name=account.name))
        problems += walls.separated(heir, seat.kind, until, where="successor")
        problems += _known_password(heir, seat, "successor")
        after = _("%(day)s起任%(post)s") % {"day": until, "post": seat.title}
        said.append((named(heir), _posts_now(heir), after))
    elif walls.part_of(seat.kind) and account.is_active:
        problems += walls.stays_filled(account, [seat.kind], asked.town, until)
    return Checked(
        {
            "account": account.username,
            "post": seat.kind,
            "place": seat.place,
            "until": until.isoformat(),
            "successor": heir.username if heir else "",
        },
        problems,
        frozenset(touches),
        said,
    )


def end(change: Change, by: Account) -> None:
    about = change.about
    day = max(date.fromisoformat(about["until"]), clock.today())
    account, seat = Account.objects.get(username=about["account"]), Seat(about["post"], about["place"])
    end_holding(account, seat, day)
    if about.get("successor"):
        begin_holding(Account.objects.get(username=about["successor"]), seat, day)


def held(account: Account, seat: Seat, on: date) -> Any:
    """The account's holdings of this post on the day or later."""
    return Holding.objects.filter(
        Q(until=None) | Q(until__gt=on), account=account, post__kind=seat.kind, post__place=seat.place
    )


def end_holding(account: Account, seat: Seat, day: date) -> None:
    """End what the account holds of this post; what was to begin later never does."""
    held(account, seat, day).filter(since__lt=day).update(until=day)
    for holding in held(account, seat, day).filter(since__gte=day):
        Holding.objects.filter(pk=holding.pk).update(until=holding.since)


def begin_holding(account: Account, seat: Seat, day: date) -> None:
    """Give the post from the day on, unless it is held then for good already."""
    if not held(account, seat, day).filter(until=None, since__lte=day).exists():
        people.appoint(account, people.post(seat.kind, seat.place), day)


def named(account: Account) -> str:
    return f"{account.name}{_('（')}{account.username}{_('）')}"


def _posts_now(account: Account) -> str:
    return _("、").join(p.title for p in people.posts_of(account)) or _("没有岗位")


def namesakes(name: str, kind: str, town: str, but: str = "") -> list[str]:
    """A warning where somebody of the same name stands on the other side of the walls."""
    same = members.accounts(town).filter(name=name, is_active=True).exclude(username=but)
    return [
        _("已有同名账号 %(name)s，任%(post)s。请核实不是同一个人换个账号兼任。")
        % {"name": named(one), "post": _("、").join(h.post.title for h in members.open_holdings(one, town))}
        for one in same
        if any(walls.part_of(h.post.kind) != walls.part_of(kind) for h in members.open_holdings(one, town))
    ]
