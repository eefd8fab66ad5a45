"""The chain of a town's entries: each digest holds the one before it, so nothing can change unseen."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from yiben.ledger.ciphers import sm3
from yiben.ledger.models import Entry
from yiben.ledger.projection import canonical


def digest(before: str, entry: Entry) -> str:
    """SM3 over the digest before and everything the entry says."""
    content = canonical(
        {
            "seq": entry.seq,
            "client_id": entry.client_id,
            "town": entry.town,
            "town_seq": entry.town_seq,
            "register": entry.register,
            "record": entry.record,
            "version": entry.version,
            "kind": entry.kind,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "day": entry.day.isoformat(),
            "by": entry.by,
            "by_name": entry.by_name,
            "why": entry.why,
            "source": entry.source,
            "corrects": entry.corrects,
            "body": entry.body,
        }
    )
    return sm3(before.encode(), content.encode())


@dataclass
class End:
    """Where a town's chain stands."""

    town_seq: int = 0
    digest: str = ""
    at: datetime | None = None
    day: date | None = None
    turned: bool = False
    """Whether a day ended with an entry taken here, so that there is something to seal."""

    def take(self, entry: Entry) -> None:
        self.turned = self.turned or (self.day is not None and self.day < entry.day)
        self.town_seq, self.digest, self.at, self.day = entry.town_seq, entry.digest, entry.at, entry.day


def end_of(town: str) -> End:
    end = End()
    last = Entry.objects.filter(town=town).order_by("-town_seq").first()
    if last:
        end.take(last)
    return end
