"""Every word that Python says to a user can be translated too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for room in ("ui", "pages", "api")
    for path in (PACKAGE / room).rglob("*.py")
    if "tests" not in path.parts and path.name != "apps.py"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MARKED = {"_", "lazy", "ngettext", "pgettext", "pgettext_lazy", "noop"}


def bare(tree: ast.AST, inside: bool = False) -> Iterator[str]:
    """Chinese string constants outside a gettext call; docstrings are not shown to users."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKED
        word = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if CHINESE.search(word) and not inside:
            yield word
        yield from bare(node, inside or called)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: "/".join(p.parts[-2:]))
def test_no_word_stands_outside_gettext(path: Path) -> None:
    assert list(bare(ast.parse(path.read_text(encoding="utf-8")))) == []
