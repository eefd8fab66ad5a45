"""In whose name a run writes: somebody who may write the register in the town."""

from django.db.models import Q

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.kernel import clock
from yiben.township import rights
from yiben.township.models import Account, Holding


def keeper(register: Register, town: str) -> Account | None:
    """Who may write the register in the whole town today: of the office that keeps it first, then whoever
    came first. None where nobody may."""
    held = Holding.objects.filter(
        Q(until=None) | Q(until__gt=clock.today()), since__lte=clock.today(), post__place=town,
        account__is_active=True,
    ).select_related("account", "post")  # fmt: skip
    posts = catalog().posts
    found: list[tuple[bool, int, Account]] = []
    for one in held.order_by("pk"):
        kind = posts.get(one.post.kind)
        if kind is not None and rights.may(one.account, "write", register.id, town):
            found.append((kind.office != register.owner, one.pk, one.account))
    return min(found, key=lambda f: f[:2])[2] if found else None
