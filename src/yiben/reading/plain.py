"""The text as it is searched: full-width digits made plain, invisible marks gone, the way back kept."""

import re
from dataclasses import dataclass

from yiben.kernel.spoken import WIDE

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Plain:
    text: str
    starts: tuple[int, ...] | None
    """Where each character stood; None where nothing was taken out."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as given."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + 1


def plain(text: str) -> Plain:
    shown = text.translate(WIDE)
    if not _INVISIBLE.search(shown):
        return Plain(shown, None)
    starts = tuple(place for place, sign in enumerate(shown) if not _INVISIBLE.match(sign))
    return Plain(_INVISIBLE.sub("", shown), starts)
