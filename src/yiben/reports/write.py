"""`write`: a draft as a file of the kind that the name asks for."""

from collections.abc import Callable
from pathlib import Path

from yiben.documents.saving import replaced
from yiben.kernel.problems import refuse
from yiben.reports.as_page import html
from yiben.reports.as_text import txt
from yiben.reports.as_word import docx
from yiben.reports.model import Draft

TEXTS: dict[str, Callable[[Draft], str]] = {".html": html, ".txt": txt}
SUFFIXES = (".docx", *TEXTS)

__all__ = ["SUFFIXES", "docx", "html", "suffix_of", "txt", "write"]


def suffix_of(path: Path) -> str:
    """The suffix, checked before anything is computed: Refused R002 for one that we don't write."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise refuse("R002", suffix=suffix or path.name)
    return suffix


def write(draft: Draft, path: Path) -> None:
    """Write the file wholly or not at all; Refused R002 for the suffix, S002 where it can't be written."""
    suffix = suffix_of(path)
    if suffix == ".docx":
        docx(draft, path)
        return
    # a text file with a BOM opens rightly in the editors of office machines
    encoding = "utf-8-sig" if suffix == ".txt" else "utf-8"
    with replaced(path) as temporary:
        temporary.write_text(TEXTS[suffix](draft), encoding=encoding, newline="\n")
