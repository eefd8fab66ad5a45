"""A proposal and its decision as entries without a record, in the town's sealed chain."""

from collections.abc import Iterator, Mapping

from yiben.administration.models import Change
from yiben.kernel.problems import Problem, problem
from yiben.ledger.entries import append
from yiben.ledger.models import Entry
from yiben.ledger.projection import canonical, read_body
from yiben.township.models import Account


def proposed(change: Change, number: int) -> Entry:
    """The entry of the proposal; the caller holds the gate and saves its seq on the row."""
    body = {"change": number, "kind": change.kind, "about": change.about, "said": change.said}
    return append(change.town, "", "", 0, "administration.proposed", body, change.proposed_by, change.why)


def decided(change: Change, by: Account) -> Entry:
    """The entry of what was decided on it."""
    body = {"change": change.pk, "kind": change.kind, "verdict": change.verdict, "said": change.said}
    return append(change.town, "", "", 0, f"administration.{change.verdict}", body, by, change.decided_why)


def told(town: str, event: str, body: Mapping[str, object], by: Account, why: str = "") -> Entry:
    """What else administrators did: passwords handed out, a handover carried out, rules checked."""
    return append(town, "", "", 0, f"administration.{event}", body, by, why)


def differences(change: Change) -> Iterator[Problem]:
    """Where the row says something else than its entries: A039. The chain itself `seals.verify` proves."""
    wanted: dict[str, object] = {"about": change.about, "kind": change.kind, "change": change.pk}
    first = Entry.objects.filter(seq=change.proposed_entry, town=change.town).first()
    if first is None or not _agrees(first, wanted, change.proposed_by, change.why):
        yield problem("A039", change=change.pk, what="提出")
    if change.verdict:
        last = Entry.objects.filter(seq=change.decided_entry or 0, town=change.town).first()
        wanted = {"verdict": change.verdict, "kind": change.kind, "change": change.pk}
        by = change.decided_by
        if last is None or by is None or not _agrees(last, wanted, by, change.decided_why):
            yield problem("A039", change=change.pk, what="决定")


def _agrees(entry: Entry, wanted: dict[str, object], by: Account, why: str) -> bool:
    body = read_body(entry.body)
    said = {name: body.get(name) for name in wanted}
    return canonical(said) == canonical(wanted) and (entry.by, entry.why) == (by.username, why)
