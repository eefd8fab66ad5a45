"""Names after an @ in a text, and who is meant by them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yiben.declare.model import Register
from yiben.kernel.problems import Problem, problem
from yiben.talk import receivers
from yiben.township import rights
from yiben.township.models import Account, Holding

_AT = re.compile(r"(?<![0-9A-Za-z._-])[@＠](?=[^\s@＠])")
"""An @ that is no part of a mail address."""
_WORD = re.compile(r"[^\s@＠，。、；：！？,;:!?（）()“”\"']*")
_REACH = 40
OFFERED = 8


@dataclass(frozen=True)
class Meant:
    people: tuple[Account, ...] = ()
    problems: tuple[Problem, ...] = ()


def meant(text: str, register: Register, place: str) -> Meant:
    """Who is mentioned. N002 for a name that nobody in the town has, N003 for one that two have, N004 for
    who may not read the record. After the @ stands a name or an account's name; other words may follow."""
    known = _people_of(place[:9])
    people: dict[int, Account] = {}
    problems = []
    for match in _AT.finditer(text):
        after = text[match.end() : match.end() + _REACH]
        found = _called(after, known)
        if not found:
            word = _WORD.match(after)
            problems.append(problem("N002", "said", name=word[0][:20] if word else ""))
        elif len(found) > 1:
            names = "、".join(f"@{a.username}" for a in found)
            problems.append(problem("N003", "said", name=found[0].name, allowed=names))
        elif not rights.may(found[0], "read", register.id, place):
            problems.append(problem("N004", "said", name=found[0].name))
        else:
            people[found[0].pk] = found[0]
    return Meant(tuple(people.values()), tuple(dict.fromkeys(problems)))


def offered(start: str, register: Register, place: str, without: Account) -> list[Account]:
    """People who may read the record and whose name begins like this, for who types after an @."""
    wanted = start.strip().lower()
    return [
        one
        for one in receivers.readers(register, place)
        if one != without and (one.name.startswith(wanted) or one.username.startswith(wanted))
    ][:OFFERED]


def written(one: Account, offered: Sequence[Account]) -> str:
    """What to write after the @ so that he is meant and nobody else."""
    return one.username if sum(a.name == one.name for a in offered) > 1 else one.name


def _people_of(town: str) -> list[Account]:
    """Everybody who holds or held a post in the town or above it, and is active."""
    above = [town[:n] for n in receivers.LENGTHS if n <= len(town)]
    here = Holding.objects.filter(post__place__in=above) | Holding.objects.filter(
        post__place__startswith=town
    )
    return list(Account.objects.filter(pk__in=here.values("account"), is_active=True))


def _called(after: str, known: list[Account]) -> list[Account]:
    """Those whose name or account's name stands there; the longest, where one begins like another."""
    longest, found = 0, list[Account]()
    for one in known:
        length = max((len(n) for n in (one.name, one.username) if _begins(after, n)), default=0)
        if length > longest:
            longest, found = length, [one]
        elif length and length == longest:
            found.append(one)
    return found


def _begins(after: str, name: str) -> bool:
    """Other words may follow a Chinese name at once, an account's name only after its end."""
    if not name or not after.lower().startswith(name.lower()):
        return False
    rest = after[len(name) : len(name) + 1]
    return not (name[-1].isascii() and rest.isascii() and (rest.isalnum() or rest in ("_", "-")) and rest)
