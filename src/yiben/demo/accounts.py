"""The demo's accounts: invented people in the posts of the catalog, ready to log in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from yiben.declare.load import catalog
from yiben.demo.folk import pick_name
from yiben.demo.town import Town
from yiben.township import people
from yiben.township.models import Account

PASSWORD = "yiben-demo"
"""Of every demo account; shown on the demo's log-in page, and nowhere used outside a demo."""
SINCE = date(2021, 1, 1)


@dataclass(frozen=True)
class Wanted:
    username: str
    name: str
    post: str
    place: str
    note: str = ""


def wanted(town: Town) -> list[Wanted]:
    """Every account that the demo town needs: those of its recipe, then one an office and one a village."""
    found = list(_named(town))
    taken = {w.post for w in found}
    rng = town.rng("accounts")
    for kind in catalog().posts.values():
        if kind.level == "town" and kind.id.startswith("clerk_") and kind.id not in taken:
            found.append(Wanted(kind.office, _invented(town), kind.id, town.code, f"{kind.title}"))
    for village in town.villages:
        username = town.village_clerk(village.code)
        note = f"{village.name}文书：登记和查看本村" if not username.startswith("cun") else ""
        found.append(Wanted(username, pick_name(rng), "clerk_village", village.code, note))
    return found


def _named(town: Town) -> Iterator[Wanted]:
    for username, (name, post, note) in town.recipe["people"]["accounts"].items():
        level = catalog().posts[post].level
        yield Wanted(username, name, post, town.code[:6] if level == "county" else town.code, note)


def _invented(town: Town) -> str:
    return pick_name(town.rng("accounts"))


def make_accounts(town: Town) -> dict[str, Account]:
    """The accounts of the demo town by username, in their posts; those there already stay."""
    people.open_town(town.code, demo_day=town.day)
    secret = make_password(PASSWORD)
    found: dict[str, Account] = {}
    for one in wanted(town):
        known = Account.objects.filter(username=one.username).first()
        if known is None:
            known = people.account(one.username, one.name, None, one.note)
            # One hash for all: hashing forty times would take longer than loading a register.
            known.password = secret
            known.save(update_fields=["password"])
            people.appoint(known, people.post(one.post, one.place), SINCE)
        found[one.username] = known
    return found
