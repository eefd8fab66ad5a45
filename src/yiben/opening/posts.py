"""Which posts a town has: the catalog's posts as a template, at the town and in each village."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from yiben.declare.load import catalog
from yiben.declare.model import PostKind
from yiben.kernel.problems import Problem, Refused, problem
from yiben.ledger.gate import writing
from yiben.opening import journal
from yiben.township import people, places
from yiben.township.models import Account, Holding, Post


@dataclass(frozen=True)
class PostLine:
    """One kind of post: where the town has it, and who is in it."""

    kind: PostKind
    title: str
    office: str
    posts: int
    held: int
    wanted: int
    """How many there would be: one for the town, or one a village."""

    @property
    def kept(self) -> bool:
        return self.posts > 0


def business_kinds() -> list[PostKind]:
    """The kinds that a town sets up itself: administrators came with it, the county's are the county's."""
    return [k for k in catalog().posts.values() if not k.administers and k.level in ("town", "village")]


def lines(town: str) -> list[PostLine]:
    villages, offices = len(places.villages(town)), catalog().offices
    titles = dict(Post.objects.filter(place=town).values_list("kind", "title"))
    made = dict(_in(town).values_list("kind").annotate(n=Count("pk")).order_by())
    held = dict(
        _in(town)
        .filter(holdings__until=None, holdings__account__is_active=True)
        .values_list("kind")
        .annotate(n=Count("pk", distinct=True))
        .order_by()
    )
    return [
        PostLine(
            kind,
            titles.get(kind.id, kind.title),
            offices[kind.office].title if kind.office in offices else "",
            made.get(kind.id, 0),
            held.get(kind.id, 0),
            1 if kind.level == "town" else villages,
        )
        for kind in business_kinds()
    ]


def _in(town: str) -> QuerySet[Post]:
    return Post.objects.filter(place__startswith=town)


def keep(town: str, wanted: Collection[str], by: Account) -> tuple[int, int]:
    """Set up the posts of the wanted kinds (in every village for those of villages) and take away the
    others; returns how many were made and taken away. Refused W018 for a post that somebody holds."""
    problems: list[Problem] = []
    made, gone = [], []
    with writing():
        for kind in business_kinds():
            found = _in(town).filter(kind=kind.id)
            if kind.id in wanted:
                codes = [town] if kind.level == "town" else [v.code for v in places.villages(town)]
                there = set(found.values_list("place", flat=True))
                made += [people.post(kind.id, code) for code in codes if code not in there]
                continue
            unused = found.annotate(n=Count("holdings")).filter(n=0)
            for post in found.filter(Q(holdings__until=None) & Q(holdings__isnull=False)).distinct():
                problems.append(problem("W018", kind.id, post=post.title))
            gone += list(unused)
        if problems:
            raise Refused(problems)
        if made or gone:
            body = {"made": [[p.kind, p.place] for p in made], "gone": [[p.kind, p.place] for p in gone]}
            journal.keep(town, "posts_kept", body, by)
        Post.objects.filter(pk__in=[p.pk for p in gone]).delete()
    return len(made), len(gone)


def empty(town: str) -> list[Post]:
    """Business posts that nobody holds."""
    kinds = [k.id for k in business_kinds()]
    held = Holding.objects.filter(until=None, account__is_active=True).values("post")
    found = Post.objects.filter(kind__in=kinds, place__startswith=town).exclude(pk__in=held)
    return list(found.order_by("id"))
