"""Lawful erasure (个人信息保护法 47): the person's key is destroyed, and the act is itself an entry."""

from yiben.kernel import clock
from yiben.kernel.problems import refuse
from yiben.ledger import vault
from yiben.ledger.entries import append
from yiben.ledger.gate import writing
from yiben.ledger.models import DataKey
from yiben.township.models import Account
from yiben.township.rights import Denied, grants


def erase_person(id_number: str, town: str, why: str, by: Account) -> int:
    """Destroy the key of a person's identifiers in all his records; returns how many keys there were.

    Entries and seals stay whole, since they cover the ciphertext; the numbers can never be read again.
    Names are plain and are taken out by correction. Refused L003 without a reason; Denied without the
    right to see whole numbers in the town.
    """
    if not why.strip():
        raise refuse("L003", "why")
    if not any(town.startswith(g.place) and "unmask" in g.actions for g in grants(by)):
        raise Denied("销毁", "证件号码")
    base = f"p:{vault.find_index('id_number', id_number)}"
    with writing():
        living = list(DataKey.objects.filter(base=base).exclude(wrapped=""))
        if not living:
            return 0
        for key in living:
            key.wrapped, key.destroyed_on = "", clock.today()
        DataKey.objects.bulk_update(living, ["wrapped", "destroyed_on"])
        body = {"keys": [k.subject for k in living]}
        append(town, "", "", 0, "person.erased", body, by, why.strip())
    return len(living)
