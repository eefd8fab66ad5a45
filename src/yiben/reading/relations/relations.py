"""How the figures of a text hang together, and whether they add up as printed.

In a part_of the whole is the whole and parts holds the part; in every other relation whole is the figure
that the relation is of (the sum, the share, the rate, the rest, the measure) and parts those it relates to:
share_of (part, base), difference_of (whole, part taken away), growth_of (now[, then]), progress_of (plan,).
"""

from collections.abc import Sequence

from yiben.reading.model import Figure, Relation
from yiben.reading.relations.each import each, price
from yiben.reading.relations.levels import gained
from yiben.reading.relations.measures import measures
from yiben.reading.relations.neighbours import Rule, gather
from yiben.reading.relations.pairs import pairs_of_which, shares_of_one
from yiben.reading.relations.parts import among, brackets, done_of, lists, of_which, summed_up, treated
from yiben.reading.relations.rates import grows, progress, shares
from yiben.reading.relations.rest import rest
from yiben.reading.relations.same import differing, nested, same

_RULES: tuple[Rule, ...] = (
    gained,
    rest,
    pairs_of_which,
    brackets,
    of_which,
    among,
    treated,
    lists,
    summed_up,
    done_of,
    each,
    price,
    measures,
    shares,
    shares_of_one,
    grows,
    progress,
)


def find(text: str, figures: Sequence[Figure]) -> list[Relation]:
    """The relations that the text implies, in the order of the figures they are of."""
    read = gather(text, figures)
    for rule in _RULES:
        for index in range(len(figures)):
            rule(read, index)
    same(read)
    nested(read)
    differing(read)
    return sorted(read.found.values(), key=lambda relation: (relation.whole, relation.type, relation.parts))
