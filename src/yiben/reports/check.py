"""The catalog's rule for outlines: every token names a known figure, period and hedge."""

from collections.abc import Iterator

from yiben.declare.checks import add_rule
from yiben.declare.model import Catalog
from yiben.kernel.problems import Problem, problem
from yiben.reports.named_periods import NAMED
from yiben.reports.tokens import HEDGES, WORDS, Token, Unreadable, named, parts


def install() -> None:
    """Have every load of the catalog check its outlines."""
    add_rule(outline_problems)


def outline_problems(catalog: Catalog) -> Iterator[Problem]:
    """C014 for an unknown figure, C005 for an unknown word, period or hedge, R003 for a broken token."""
    figures = catalog.figures
    for outline in catalog.outlines.values():
        titles = [(outline.title, outline.where), *((s.title, outline.where) for s in outline.sections)]
        for text, where in titles:
            yield from _text_problems(text, where, "title", {})
        sentences = (s for section in outline.sections for p in section.paragraphs for s in p)
        for sentence in sentences:
            yield from _text_problems(sentence.text, sentence.where, "text", figures)
            for condition in sentence.only_if:
                yield from _token_problems(named(condition), sentence.where, "only_if", figures)


def _text_problems(text: str, where: str, key: str, figures: object) -> Iterator[Problem]:
    for part in parts(text):
        if isinstance(part, Unreadable):
            yield problem("R003", where=where, token=part.source[:60])
        elif isinstance(part, Token):
            yield from _token_problems(part, where, key, figures)


def _token_problems(token: Token, where: str, key: str, figures: object) -> Iterator[Problem]:
    known: dict[str, object] = figures if isinstance(figures, dict) else {}
    if token.is_figure and token.name not in known:
        yield problem("C014", where=where, key=key, figure=token.name)
    if not token.is_figure and (token.name not in WORDS or key == "only_if"):
        allowed = "、".join(WORDS) if key != "only_if" else "“台账.数据”"
        yield problem("C005", where=where, key=key, value=token.name, allowed=allowed)
    if token.period and token.period not in NAMED:
        yield problem("C005", where=where, key=key, value=f"@{token.period}", allowed="、".join(NAMED))
    if token.hedge and token.hedge not in HEDGES:
        yield problem("C005", where=where, key=key, value=f"|{token.hedge}", allowed="、".join(HEDGES))
