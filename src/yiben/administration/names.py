"""Names that a person reads: what can't be seen in them, and which two look the same."""

import re
import unicodedata

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Control characters, zero-width and direction marks."""


def alike(name: str) -> str:
    """The name as a reader takes it: width, case, blanks and dots make no difference."""
    return re.sub(r"[\W_]", "", UNSEEN.sub("", unicodedata.normalize("NFKC", name))).lower()
