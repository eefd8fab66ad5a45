"""Cutting a total into uneven whole parts that add up to it exactly."""

from collections.abc import Sequence
from random import Random


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total (largest remainders)."""
    whole = sum(weights)
    exact = [total * w / whole for w in weights]
    parts = [int(e) for e in exact]
    order = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def uneven(total: int, count: int, rng: Random, least: int = 1, spread: float = 0.4) -> list[int]:
    """`count` whole numbers of at least `least` that add up to the total, unevenly."""
    if count * least > total:
        raise ValueError(f"{total} cannot be cut into {count} parts of at least {least}")
    weights = [rng.lognormvariate(0, spread) for _ in range(count)]
    return [least + p for p in shares(total - count * least, weights)]


def sizes(households: int, persons: int, rng: Random, most: int = 7) -> list[int]:
    """Household sizes from 1 to `most` that add up to the persons."""
    mean = persons / households
    drawn = [max(1, min(most, round(rng.gauss(mean, mean * 0.42)))) for _ in range(households)]
    while (rest := persons - sum(drawn)) != 0:
        i = rng.randrange(households)
        step = 1 if rest > 0 else -1
        if 1 <= drawn[i] + step <= most:
            drawn[i] += step
    return drawn


def amounts(total: int, count: int, rng: Random, step: int = 1, spread: float = 0.4) -> list[int]:
    """`count` amounts that add up to the total; all but the largest are multiples of `step`."""
    parts = uneven(total // step, count, rng, spread=spread)
    found = [p * step for p in parts]
    found[found.index(max(found))] += total - sum(found)
    return found
