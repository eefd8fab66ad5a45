"""On which line of a TOML text each key stands, which `tomllib` doesn't tell."""

import re
from bisect import bisect_right
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]

# No possessive quantifiers: the re of Python before 3.11.5, which Debian 12 has, matches wrongly with them.
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRINGS = (
    re.compile(r'"""((?:[^"\\]|\\.|"{1,2}(?!"))*"{0,2})"""', re.DOTALL),
    re.compile(r"'''((?:[^']|'{1,2}(?!'))*'{0,2})'''", re.DOTALL),
    re.compile(r'"((?:[^"\\\n]|\\.)*)"'),
    re.compile(r"'([^'\n]*)'"),
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line of every key and list item of a text that `tomllib` has accepted."""
    scan = _Scan(text)
    scan.document()
    return scan.lines


class _Scan:
    """One pass over the text; trusts it to be valid and only has to move on wherever it isn't."""

    def __init__(self, text: str) -> None:
        self.text, self.pos = text, 0
        self.ends = [m.start() for m in re.finditer("\n", text)]
        self.lines: dict[KeyPath, int] = {}
        self.last: dict[KeyPath, int] = {}
        """Index of the newest table in each `[[list of tables]]`."""

    def document(self) -> None:
        prefix: KeyPath = ()
        while self.skip(_BLANK) < len(self.text):
            if self.text.startswith("[", self.pos):
                prefix = self.header()
            else:
                self.pair(prefix)

    def header(self) -> KeyPath:
        line, many = self.line(), self.text.startswith("[[", self.pos)
        self.pos += 2 if many else 1
        parts = self.key()
        self.pos += 2 if many else 1
        path: KeyPath = ()
        for number, part in enumerate(parts, start=1):
            path = (*path, part)
            self.lines.setdefault(path, line)
            if many and number == len(parts):
                self.last[path] = self.last.get(path, -1) + 1
            if path in self.last:
                path = (*path, self.last[path])
                self.lines.setdefault(path, line)
        return path

    def pair(self, prefix: KeyPath) -> None:
        line = self.line()
        path = prefix
        for part in self.key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        if self.text.startswith("=", self.pos):
            self.pos += 1
        self.value(path)

    def key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self.skip(_SPACE)
            found = self.string() if self.text[self.pos : self.pos + 1] in ('"', "'") else self.take(_BARE)
            parts.append(found)
            if not found:
                self.pos += 1
            self.skip(_SPACE)
            if not self.text.startswith(".", self.pos):
                return parts
            self.pos += 1

    def value(self, path: KeyPath) -> None:
        self.skip(_SPACE)
        first = self.text[self.pos : self.pos + 1]
        if first in ('"', "'"):
            self.string()
        elif first == "[":
            self.items(path)
        elif first == "{":
            self.table(path)
        else:
            self.take(_SCALAR)

    def items(self, path: KeyPath) -> None:
        self.pos += 1
        index = 0
        while self.skip(_BLANK) < len(self.text):
            if self.text[self.pos] in "],":
                self.pos += 1
                if self.text[self.pos - 1] == "]":
                    return
                index += 1
                continue
            self.lines.setdefault((*path, index), self.line())
            before = self.pos
            self.value((*path, index))
            self.pos += self.pos == before

    def table(self, path: KeyPath) -> None:
        self.pos += 1
        while self.skip(_BLANK) < len(self.text):
            if self.text[self.pos] in "},":
                self.pos += 1
                if self.text[self.pos - 1] == "}":
                    return
                continue
            self.pair(path)

    def string(self) -> str:
        return next((self.take(p, 1) for p in _STRINGS if p.match(self.text, self.pos)), "")

    def take(self, pattern: re.Pattern[str], group: int = 0) -> str:
        found = pattern.match(self.text, self.pos)
        if not found:
            return ""
        self.pos = found.end()
        return found[group]

    def skip(self, pattern: re.Pattern[str]) -> int:
        self.take(pattern)
        return self.pos

    def line(self) -> int:
        return bisect_right(self.ends, self.pos - 1) + 1
