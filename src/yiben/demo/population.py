"""The invented households of a demo town: who was poor, who is watched, who is on low income, who signed.

Made once and shared by the makers, so that one person keeps one number in every register.
"""

from collections import defaultdict
from datetime import date

from yiben.demo.folk import Person
from yiben.demo.households import Household, Population
from yiben.demo.spread import shares, sizes
from yiben.demo.town import Town
from yiben.demo.villages import Village

ADULT = (1936, 1992)


def populate(town: Town) -> Population:
    want = town.of("monitored_households")
    unstable = _households(town, want["unstable"], "unstable", poor=True)
    rest = {
        "households": want["poor_households"] - want["unstable"]["households"],
        "persons": want["poor_persons"] - want["unstable"]["persons"],
    }
    poor = unstable + _households(town, rest, "", poor=True)
    edge = _households(town, want["edge"], "edge")
    sudden = _households(town, want["sudden"], "sudden")
    low_income = _low_income(town, poor)
    signed = _signed(town, poor + edge + sudden, low_income)
    by_village: dict[str, list[Person]] = defaultdict(list)
    for person in signed:
        if age(person, town.day) >= 18:
            by_village[person.village].append(person)
    return Population(poor, unstable + edge + sudden, low_income, signed, by_village)


def _households(town: Town, want: dict[str, int], kind: str, poor: bool = False) -> list[Household]:
    rng = town.rng("households")
    members = sizes(want["households"], want["persons"], rng)
    found: list[Household] = []
    for village, count in _by_village(town, want["households"]):
        for _ in range(count):
            head = town.folk.person(village, ADULT)
            number = f"H{village.code[-3:]}{len(found) + 1:05d}{(kind or 'p')[0].upper()}"
            found.append(Household(number, head, members.pop(), village.code, kind, poor))
    return found


def _by_village(town: Town, total: int) -> list[tuple[Village, int]]:
    return list(zip(town.villages, shares(total, [v.weight for v in town.villages]), strict=True))


def _low_income(town: Town, poor: list[Household]) -> list[Household]:
    """Households on low income: about half were registered poor, the others were not."""
    want, rng = town.of("assistance_payments"), town.rng("low income")
    members = sizes(want["low_income_households"], want["low_income_persons"], rng, most=5)
    drawn = iter(rng.sample(poor, want["low_income_households"] // 2))
    found: list[Household] = []
    for village, count in _by_village(town, want["low_income_households"]):
        for n in range(count):
            known = next(drawn, None) if n % 2 else None
            head = known.head if known else town.folk.person(village, ADULT)
            found.append(Household(f"D{len(found) + 1:05d}", head, members.pop(), head.village))
    return found


def _signed(town: Town, households: list[Household], low_income: list[Household]) -> list[Person]:
    """Family doctors sign the heads of most households of the rolls first, then whoever else comes."""
    rng, wanted = town.rng("signed"), town.of("health_contracts")["persons"]
    heads = {h.head.id_number: h.head for h in (*low_income, *households)}
    found = [person for person in heads.values() if rng.random() < 0.9]
    for village, count in _by_village(town, wanted - len(found)):
        found += [town.folk.person(village) for _ in range(count)]
    return found


def age(person: Person, on: date) -> int:
    had = (on.month, on.day) >= (person.birth.month, person.birth.day)
    return on.year - person.birth.year - (0 if had else 1)
