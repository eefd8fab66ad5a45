"""An empty town: its places, its offices, three administrators with one-time passwords."""

from collections.abc import Sequence
from dataclasses import dataclass

from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem, Refused, problem, refuse
from yiben.ledger.gate import writing
from yiben.opening import journal
from yiben.opening.code_table import Village
from yiben.opening.country import SOURCE, Town
from yiben.township import people, places
from yiben.township.models import Account, Office
from yiben.township.one_time import one_time_password

USUAL = {"system": "sysadmin", "security": "secadmin", "audit": "auditor"}
TABLE = "代码表"
LONGEST_NAME = 40


@dataclass(frozen=True)
class Admin:
    """One of the three, as asked for."""

    part: str
    """system, security or audit."""
    username: str = ""
    name: str = ""


@dataclass(frozen=True)
class Opened:
    """An administrator's account as it is handed over, once."""

    part: str
    post: str
    username: str
    name: str
    password: str


@dataclass(frozen=True)
class Begun:
    town: Town
    villages: int
    admins: tuple[Opened, ...]


def admins_from(text: str) -> tuple[Admin, ...]:
    """`张三,李四,王五` or `zhangsan:张三,…` in the order system, security, audit; Refused W010."""
    parts = [part.strip() for part in text.replace("，", ",").split(",")] if text.strip() else [""] * 3
    if len(parts) != len(USUAL) or (text.strip() and not all(parts)):
        raise refuse("W010", why=f"要写三个人，现在是{len([p for p in parts if p])}个")
    made = []
    for part, said in zip(USUAL, parts, strict=True):
        first, colon, second = said.replace("：", ":").partition(":")
        made.append(Admin(part, first.strip() if colon else "", (second if colon else first).strip()))
    return tuple(made)


def begin(town: Town, villages: Sequence[Village], admins: Sequence[Admin]) -> Begun:
    """Open the town, wholly or not at all. Refused W011 if it is open already, W010 or S019 for its three."""
    with writing():
        if Office.objects.filter(town=town.code).exists():
            raise refuse("W011", town=town.name, code=town.code)
        ready = [_named(admin, town.code) for admin in admins]
        wrong = [*_faults(ready)]
        if wrong:
            raise Refused(wrong)
        count = put_places(town, villages)
        people.open_town(town.code)
        opened = tuple(_hire(admin, town.code) for admin in ready)
        body = {
            "town": town.code, "name": town.full, "villages": count,
            "administrators": {o.part: o.username for o in opened},
        }  # fmt: skip
        journal.keep(town.code, "town_opened", body, journal.MACHINE)
    return Begun(town, count, opened)


def put_places(town: Town, villages: Sequence[Village]) -> int:
    """The town with what it lies in, and its villages; returns how many villages it has now."""
    own = [code for code, _ in town.above] + [town.code]
    places.put_listed([*own, *([] if villages else places.listed_villages(town.code))])
    for code, name in (*town.above, (town.code, town.name)):
        places.put(code, name, SOURCE)
    for village in villages:
        places.put(village.code, village.name, TABLE)
    return len(places.villages(town.code))


def _named(admin: Admin, town: str) -> Admin:
    """With the usual account name and title where none was said; beside another town's the code is added."""
    usual = USUAL[admin.part]
    taken = Account.objects.filter(username=usual).exists()
    kind = next(k for k in catalog().posts.values() if k.administers == admin.part)
    username = admin.username or (f"{usual}_{town}" if taken else usual)
    return Admin(admin.part, username, admin.name or kind.title)


def _faults(admins: Sequence[Admin]) -> list[Problem]:
    made = []
    usernames, names = [a.username for a in admins], [a.name for a in admins]
    if len(set(usernames)) < len(admins) or len(set(names)) < len(admins):
        made.append(problem("W010", why="三个人不能相同，一个人不能管两样"))
    for admin in admins:
        if Account.objects.filter(username=admin.username).exists():
            made.append(problem("S019", name=admin.username))
        if not 0 < len(admin.username) <= LONGEST_NAME or len(admin.name) > LONGEST_NAME:
            made.append(problem("W010", why=f"账号和姓名最多{LONGEST_NAME}个字"))
    return made


def _hire(admin: Admin, town: str) -> Opened:
    kind = next(k for k in catalog().posts.values() if k.administers == admin.part)
    password = one_time_password()
    account = people.account(admin.username, admin.name, password)
    account.must_change_password = True
    account.save(update_fields=["must_change_password"])
    people.appoint(account, people.post(kind.id, town), clock.today())
    return Opened(admin.part, kind.title, admin.username, admin.name, password)
