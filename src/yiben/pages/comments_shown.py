"""A record's comments as one reader sees them."""

from collections.abc import Sequence
from dataclasses import dataclass

from yiben.ledger.models import Version
from yiben.pages.standing import PageRequest
from yiben.talk import comments
from yiben.talk.comments import Comment, Wording


@dataclass(frozen=True)
class Line:
    comment: Comment
    own: bool
    """Whether the reader wrote it, and may still change it."""
    before: Sequence[Wording]
    """Earlier wordings, oldest first; none of a comment that was withdrawn."""


def shown(request: PageRequest, record: Version) -> list[Line]:
    """Oldest first, as of the day looked at. The caller has the right to read the record."""
    return [
        Line(
            one,
            one.by_id == request.user.pk and one.withdrawn_at is None and request.as_of is None,
            [] if one.withdrawn_at else sorted(one.before.all(), key=lambda w: w.until),
        )
        for one in comments.of_record(record.record, request.as_of)
    ]
