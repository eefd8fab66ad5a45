"""What offices and posts are called in this town."""

from typing import Any

from django.utils.translation import gettext as _

from yiben.administration import names, posts
from yiben.administration.kind import Asked, Checked, Said
from yiben.administration.models import Change
from yiben.declare.load import catalog
from yiben.kernel.problems import Problem, problem
from yiben.kernel.texts import cut
from yiben.township import people
from yiben.township.models import Account, Office, Post

LONGEST = 60


def check(asked: Asked) -> Checked:
    """`rows`: [{office, title}] or [{post, place, title}]; the id stays, only what people read changes."""
    found = asked.about.get("rows")
    rows: list[Any] = found if isinstance(found, list) else []
    seats = posts.Seats(asked.town)
    problems: list[Problem] = []
    kept: list[dict[str, str]] = []
    said: list[Said] = []
    for number, row in enumerate(rows, 1):
        where = f"{number}:" if len(rows) > 1 else ""
        title = str(row.get("title") or "").strip()
        wrong: list[Problem] = []
        if not 2 <= len(title) <= LONGEST or names.UNSEEN.search(title):
            wrong.append(problem("A035", f"{where}title", value=cut(title) or "（空）", most=LONGEST))
        if row.get("office"):
            one, before, bad = _office(str(row["office"]), asked.town, where)
        else:
            one, before, bad = _post(seats, row, where)
        problems += [*wrong, *bad]
        if wrong or bad or before == title:
            continue
        if _taken(one, title, asked.town):
            problems.append(problem("A040", f"{where}title", value=title))
        kept.append(one | {"title": title})
        said.append((_("名称"), before, title))
    if not kept and not problems:
        problems.append(problem("A034", "title"))
    return Checked({"rows": kept}, problems, said=said)


def _office(kind: str, town: str, where: str) -> tuple[dict[str, str], str, list[Problem]]:
    known = catalog().offices.get(kind)
    if known is None:
        return {}, "", [problem("A041", f"{where}office", value=cut(kind))]
    made = Office.objects.filter(town=town, kind=kind).first()
    return {"office": kind}, made.title if made else known.title, []


def _post(seats: posts.Seats, row: Any, where: str) -> tuple[dict[str, str], str, list[Problem]]:
    seat, wrong = seats.find(
        str(row.get("post") or ""), str(row.get("place") or ""), f"{where}post", f"{where}place"
    )
    if seat is None:
        return {}, "", wrong
    return {"post": seat.kind, "place": seat.place}, seat.title, []


def _taken(one: dict[str, str], title: str, town: str) -> bool:
    """Whether another office or post of the town goes by this name, or looks the same to a reader."""
    meant = names.alike(title)
    mine_office, mine_post = one.get("office", ""), (one.get("post", ""), one.get("place", ""))
    known = [o.title for o in catalog().offices.values() if o.id != mine_office]
    known += [k.title for k in catalog().posts.values() if k.id != mine_post[0]]
    known += Office.objects.filter(town=town).exclude(kind=mine_office).values_list("title", flat=True)
    made = Post.objects.filter(place__startswith=town).values_list("kind", "place", "title")
    known += [title for kind, place, title in made if (kind, place) != mine_post]
    return any(names.alike(k) == meant for k in known)


def carry_out(change: Change, by: Account) -> None:
    for row in change.about["rows"]:
        if "office" in row:
            Office.objects.update_or_create(
                town=change.town, kind=row["office"], defaults={"title": row["title"]}
            )
        else:
            post = people.post(row["post"], row["place"])
            post.title = row["title"]
            post.save(update_fields=["title"])
