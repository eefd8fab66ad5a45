"""Outlines of reports, as `catalog/reports/` says.

A sentence is written only where every figure in its `only_if` has a value and it isn't 0. A section without
a title is the lead.
"""

from typing import Any

from yiben.declare.model import Outline, Section, Sentence
from yiben.declare.shapes import Key, Reader

FILE = {"outline": Key("table", required=True), "section": Key("tables", required=True)}
HEAD = {"id": Key(required=True), "title": Key(required=True)}
SECTION = {"title": Key(), "paragraph": Key("tables", required=True)}
PARAGRAPH = {"sentence": Key("tables", required=True)}
SENTENCE = {"text": Key(required=True), "only_if": Key("texts")}


def read_outline(reader: Reader) -> Outline:
    file = reader.table(dict(reader.source.data), FILE)
    head = reader.table(file["outline"], HEAD, "outline") if "outline" in file else {}
    name = head.get("id", "")
    if name:
        reader.identifier(name, "outline", "id")
    sections = (_section(reader, data, n) for n, data in enumerate(file.get("section", ())))
    return Outline(name, head.get("title", ""), tuple(sections), reader.source.where("outline"))


def _section(reader: Reader, data: Any, number: int) -> Section:
    values = reader.table(data, SECTION, "section", number)
    paragraphs = (
        _paragraph(reader, inner, "section", number, "paragraph", n)
        for n, inner in enumerate(values.get("paragraph", ()))
    )
    return Section(values.get("title", ""), tuple(paragraphs))


def _paragraph(reader: Reader, data: Any, *path: str | int) -> tuple[Sentence, ...]:
    sentences = []
    for number, inner in enumerate(reader.table(data, PARAGRAPH, *path).get("sentence", ())):
        here = (*path, "sentence", number)
        values = reader.table(inner, SENTENCE, *here)
        sentences.append(
            Sentence(values.get("text", ""), values.get("only_if", ()), reader.source.where(*here))
        )
    return tuple(sentences)
