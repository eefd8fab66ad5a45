"""Every word of the templates can be translated, and nothing in them needs inline script or style."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted([*PACKAGE.glob("ui/templates/**/*.html"), *PACKAGE.glob("pages/templates/**/*.html")])
TAGS = re.compile(r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def bare(text: str) -> list[str]:
    return CHINESE.findall(TAGS.sub("", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_word_stands_outside_a_translate_tag(path: Path) -> None:
    assert bare(path.read_text(encoding="utf-8")) == []


def test_a_bare_word_would_be_found() -> None:
    assert bare('<p>{% translate "好" %}坏</p>') == ["坏"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_the_content_security_policy_is_never_in_the_way(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on|hx-vals=.js:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
