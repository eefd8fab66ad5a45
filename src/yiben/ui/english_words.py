"""Bring the English list up to what is marked: python -m yiben.ui.english_words

New texts stand there with no English, those no longer marked leave, and the .mo that the server reads is
made of the .po. For whoever writes words; it needs polib, which the server does not.
"""

from pathlib import Path

import polib

from yiben.ui.marked_words import PACKAGE, Marked, all_marked

FOLDER = PACKAGE / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
HEADER = {
    "Project-Id-Version": "yiben",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def entry(marked: Marked, files: list[str], known: polib.POEntry | None) -> polib.POEntry:
    """One entry of the list with the English that was known of it."""
    made = polib.POEntry(
        msgid=marked.text,
        msgctxt=marked.context or None,
        occurrences=[(file, "") for file in files],
        flags=["python-format"] if "%(" in marked.text else [],
    )
    if not marked.plural:
        made.msgstr = known.msgstr if known else ""
        return made
    made.msgid_plural = marked.plural
    made.msgstr_plural = dict(known.msgstr_plural) if known and known.msgid_plural else {0: "", 1: ""}
    return made


def merged(old: polib.POFile, marked: dict[Marked, list[str]]) -> polib.POFile:
    """A list of exactly what is marked; a text marked both plainly and with a plural is kept with it."""
    known = {(one.msgctxt or "", one.msgid): one for one in old}
    made: dict[tuple[str, str], polib.POEntry] = {}
    for one, files in marked.items():
        if one.key not in made or one.plural:
            made[one.key] = entry(one, files, known.get(one.key))
    new = polib.POFile(wrapwidth=0)
    new.metadata = HEADER
    new.extend(made.values())
    return new


def wanting(words: polib.POFile) -> list[str]:
    """Texts that have no English, or not in both numbers."""
    return [
        one.msgid
        for one in words
        if not (all(one.msgstr_plural.values()) if one.msgid_plural else one.msgstr)
    ]


def renew(po: Path = PO, mo: Path = MO) -> list[str]:
    """Write both files anew; gives the texts that still have no English."""
    old = polib.pofile(str(po)) if po.exists() else polib.POFile()
    new = merged(old, all_marked())
    new.save(str(po))
    new.save_as_mofile(str(mo))
    return wanting(new)


if __name__ == "__main__":
    for text in renew():
        print(text)
