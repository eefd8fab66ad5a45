"""One page of many rows: which it is, and the rows on it."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from yiben.ui import asking

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page:
    number: int
    size: int
    total: int
    shown: int
    sizes: tuple[int, ...] = asking.SIZES

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.shown else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * self.size + self.shown

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1


def paged(found: QuerySet[M], asked: str, size: int, sizes: tuple[int, ...] = ()) -> tuple[list[M], Page]:
    """The rows of the page that the address asks for, and the page: the first for what is no number, the last
    for one that lies beyond."""
    total = found.count()
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    number = max(1, min(wanted, -(-total // size)))
    here = list(found[(number - 1) * size : number * size])
    return here, Page(number, size, total, len(here), sizes or (size,))
