"""Which words of templates and Python are marked for translation: what the English list must hold."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff，。：；、（）“”《》—…]")
# Names under which Python modules call Django's translation.
ONE = {"_", "lazy", "noop", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
# What templatize makes of a template: calls of literals, everything else blacked out.
_LITERAL = r"u?('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
_CALL = re.compile(
    rf"\b(n?p?gettext|_)\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL})?(?:\s*,\s*{_LITERAL})?", re.DOTALL
)


@dataclass(frozen=True)
class Marked:
    """One marked text; `plural` and `context` empty where there is none."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a .po file tells entries apart by."""
        return self.context, self.text


def in_template(source: str, origin: str = "") -> Iterator[Marked]:
    """The texts of translate, blocktranslate and _() in one template."""
    for found in _CALL.finditer(templatize(source, origin=origin)):
        words = [ast.literal_eval(word) for word in found.groups()[1:] if word]
        yield _marked(found[1], words)


def in_python(source: str) -> Iterator[Marked]:
    """The texts of gettext calls in one module; a call with a variable marks nothing."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in ONE | MANY | IN_CONTEXT:
            continue
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if words:
            yield _marked("gettext" if name in ONE else name.removesuffix("_lazy"), words)


def _marked(call: str, words: list[str]) -> Marked:
    if call == "ngettext":
        return Marked(words[0], plural=words[1])
    if call == "pgettext":
        return Marked(words[1], context=words[0])
    if call == "npgettext":
        return Marked(words[1], plural=words[2], context=words[0])
    return Marked(words[0])


def sources() -> list[Path]:
    """Every file that may mark a word, in the order the list follows."""
    python = [path for path in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    pages = [
        path for path in PACKAGE.rglob("*") if path.suffix in {".html", ".txt"} and "templates" in path.parts
    ]
    return sorted([*python, *pages])


def all_marked() -> dict[Marked, list[str]]:
    """Every marked Chinese text and the files it stands in, first seen first."""
    found: dict[Marked, list[str]] = {}
    for path in sources():
        source, name = path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix()
        for marked in in_python(source) if path.suffix == ".py" else in_template(source, name):
            if CHINESE.search(marked.text) and name not in found.setdefault(marked, []):
                found[marked].append(name)
    return found
