"""Own sentences in the many styles of township papers, right and wrong: what must hold and what must be told.

In relations_styles.txt, under each sentence: + a relation that holds, - one that doesn't (whole: parts).
Nothing else may be accused, and where no - stands nothing may.
"""

from pathlib import Path

import pytest

from yiben.reading.tests.marked import related

CASES = Path(__file__).with_name("relations_styles.txt")


def _cases() -> list[tuple[str, list[str], list[str]]]:
    made: list[tuple[str, list[str], list[str]]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("  + "):
            made[-1][1].append(line[4:])
        elif line.startswith("  - "):
            made[-1][2].append(line[4:])
        else:
            made.append((line, [], []))
    return made


@pytest.mark.parametrize(("sentence", "held", "broken"), _cases())
def test_what_holds_is_found_and_what_fails_is_told(
    sentence: str, held: list[str], broken: list[str]
) -> None:
    found = related(sentence)
    said = {f"{kind} {whole}: {' '.join(parts)}" for kind, whole, parts, holds in found if holds}
    accused = {f"{kind} {whole}: {' '.join(parts)}" for kind, whole, parts, holds in found if holds is False}
    assert set(held) <= said
    assert accused == set(broken)


def test_there_are_many_and_of_both_sorts() -> None:
    cases = _cases()
    assert len(cases) > 100
    assert sum(bool(broken) for _, _, broken in cases) > 40
