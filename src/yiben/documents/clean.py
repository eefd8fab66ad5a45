"""Text fit for a file: characters that XML 1.0 forbids are dropped, so that no document fails to open."""

import re

_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Everything outside the Char production of XML 1.0 (5th edition, 2.2)."""


def clean(text: str) -> str:
    """The text without characters that a Word or Excel file cannot hold (control signs, half surrogates)."""
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """The cleaned text on one line, for titles and file properties."""
    return " ".join(clean(text).split())
