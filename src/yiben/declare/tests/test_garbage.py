"""Whatever a file holds, reading the catalog ends with a list of problems or a catalog, never a crash."""

import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yiben.declare.lines import key_lines
from yiben.declare.load import load_catalog
from yiben.declare.tests.sample import PETITIONS, POSTS, REVIEW, UNITS, write_catalog

PIECES = [
    "[", "]", "{", "}", '"', "'", "=", ",", ".", "\n", "#", "\\", "\x00", "\ufeff", "[[", "]]", "'''", '"""',
    "0", "-1", "1e999", "nan", "inf", "true", "2023-02-30", "2023-01-01", "12:00:00",
    "[]", "{}", '""',
    "fields", "figures", "states", "register = 1\n", "fields = []\n", "moves.x = 1\n", "checks = [1]\n",
]  # fmt: skip
VALUES = ["1", "-5", "true", '""', '"x"', "[]", '["x"]', "[1]", "{}", "{ a = 1 }", "[{}]", "nan",
          "2023-01-01", "2023-01-01T00:00:00Z", "1e999999", "9" * 30, "[[[1]]]"]  # fmt: skip
SAMPLES = {"petitions": PETITIONS, "posts": POSTS, "units": UNITS, "outline": REVIEW}

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(changed: dict[str, str]) -> tuple[Any, list[Any]]:
    with tempfile.TemporaryDirectory() as folder:
        return load_catalog(write_catalog(Path(folder), **changed))


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, str]:
    """A sample with some stretches replaced by bits of TOML."""
    name = draw(st.sampled_from(list(SAMPLES)))
    text = SAMPLES[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 3, 20])))
        text = text[:start] + draw(st.sampled_from(PIECES)) + text[end:]
    return {name: text}


@st.composite
def exchanged(draw: st.DrawFn) -> dict[str, str]:
    """A sample that is still TOML, with values of the wrong kind and keys lost or doubled."""
    name = draw(st.sampled_from(list(SAMPLES)))
    lines = SAMPLES[name].splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        key = lines[at].partition("=")[0]
        lines[at] = draw(st.sampled_from(["", f"{key} = {draw(st.sampled_from(VALUES))}", lines[at]]))
    return {name: "\n".join(lines)}


@quick
@given(st.one_of(spoiled(), exchanged()))
def test_garbage_is_told_not_raised(changed: dict[str, str]) -> None:
    catalog, problems = read(changed)
    assert (catalog is None) == bool(problems)
    assert all(p.where.startswith("catalog/") and p.sentence for p in problems)


@quick
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_told_not_raised(text: str) -> None:
    catalog, problems = read({"petitions": text})
    assert catalog is None
    assert problems


@quick
@given(st.one_of(spoiled(), exchanged()))
def test_the_line_of_every_key_of_a_valid_text_is_found(changed: dict[str, str]) -> None:
    for text in changed.values():
        try:
            data = tomllib.loads(text)
        except (ValueError, RecursionError):
            continue
        lines = key_lines(text.replace("\r\n", "\n"))
        for key, value in data.items():
            assert (key,) in lines
            assert not isinstance(value, dict) or all((key, inner) in lines for inner in value)
