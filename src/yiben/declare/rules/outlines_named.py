"""An outline's id is its file's name."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from yiben.declare.draft import Draft, at
from yiben.kernel.problems import Problem


def check(draft: Draft) -> Iterator[Problem]:
    for outline, source in draft.outlines:
        stem = PurePosixPath(source.shown).stem
        if outline.id and outline.id != stem:
            yield at(source, "C019", "outline", "id", id=outline.id, file=stem)
