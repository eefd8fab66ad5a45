"""How the figures of a text hang together, and whether they add up as printed.

In a part_of the whole is the whole and parts holds the part; in every other relation whole is the figure
that the relation is of (the sum, the share, the rate, the rest, the measure) and parts those it relates to:
share_of (part, base), difference_of (whole, part taken away), growth_of (now[, then]), progress_of (plan,).
"""

from collections.abc import Sequence

from yiben.reading.model import Figure, Relation
from yiben.reading.neighbours import Rule, gather
from yiben.reading.relations_levels import gained
from yiben.reading.relations_measures import measures
from yiben.reading.relations_pairs import pairs_of_which, shares_of_one
from yiben.reading.relations_parts import brackets, done_of, lists, of_which, rest, summed_up
from yiben.reading.relations_rates import grows, progress, shares
from yiben.reading.relations_same import nested, same

_RULES: tuple[Rule, ...] = (
    gained,
    rest,
    brackets,
    pairs_of_which,
    of_which,
    lists,
    summed_up,
    done_of,
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
    return sorted(read.found.values(), key=lambda relation: (relation.whole, relation.type, relation.parts))
