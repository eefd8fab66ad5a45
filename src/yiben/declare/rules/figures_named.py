"""Figures named elsewhere exist; a time basis is a word of the list or a date field."""

import re
from collections.abc import Iterator

from yiben.declare.draft import Draft, at
from yiben.declare.model import TIME_BASES, Register
from yiben.declare.source import Source
from yiben.kernel.problems import Problem, problem

TOKEN = re.compile(r"\{([^{}@|.]*\.[^{}@|]*)(?:[@|][^{}]*)?\}")
"""A figure in a sentence: `{petitions.received}`, `{petitions.received@first_half|about}`."""


def check(draft: Draft) -> Iterator[Problem]:
    known = {figure for register, _ in draft.registers for figure in register.figures}
    for register, source in draft.registers:
        yield from _times(register, source)
        for figure in register.figures.values():
            if figure.pair and figure.pair not in known:
                here = ("figures", figure.id.rpartition(".")[2], "pair")
                yield at(source, "C014", *here, key="pair", figure=figure.pair)
    for outline in draft.catalog.outlines.values():
        sentences = (s for section in outline.sections for p in section.paragraphs for s in p)
        for sentence in sentences:
            named = [("text", name) for name in TOKEN.findall(sentence.text)]
            named += [("only_if", name.partition("@")[0]) for name in sentence.only_if]
            for key, name in named:
                if name not in known:
                    yield problem("C014", where=sentence.where, key=key, figure=name)


def _times(register: Register, source: Source) -> Iterator[Problem]:
    for figure in register.figures.values():
        if figure.time in TIME_BASES:
            continue
        here = ("figures", figure.id.rpartition(".")[2], "time")
        field = register.fields.get(figure.time)
        if field is None:
            allowed = "、".join([*TIME_BASES, *(f.id for f in register.fields.values() if f.type == "date")])
            yield at(source, "C005", *here, key="time", value=figure.time, allowed=allowed)
        elif field.type != "date":
            yield at(source, "C018", *here, key="time", field=field.id, wanted="date", found=field.type)
