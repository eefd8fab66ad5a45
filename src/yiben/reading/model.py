"""What reading finds in a text. Offsets are characters of the text as given, end not included."""

from dataclasses import dataclass, field
from decimal import Decimal

BOUNDS = ("exact", "about", "at_least", "at_most")
KINDS = ("count", "stock", "amount", "share", "growth", "plan", "target", "rank", "norm", "profile")
RELATIONS = (
    "sum_of", "part_of", "share_of", "difference_of", "growth_of", "progress_of", "measure_of", "same_as",
)  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """What a table says of one of its cells. A figure in a cell is named from this, not from a sentence."""

    row: str
    """The row's label, the one of the rows above it first: 工业, 石桥村."""
    column: str
    """The column's head without the unit it names: 金额 of 金额（万元）; heads over it first."""
    title: str = ""
    """The line over the table."""
    period: str = ""
    """ISO period that row, head or title name; "" where none does."""


@dataclass(frozen=True)
class Span:
    """A figure's place, value and unit, before it is known what is counted."""

    start: int
    end: int
    surface: str
    value: Decimal
    """In the base unit: 280余万元 is 2800000 元, 97.5% is 0.975 比例."""
    unit: str
    bound: str
    rules: tuple[str, ...] = ()
    """Ids of the rules that made it, for whoever asks why; `rule_words` says them in Chinese."""
    heading: Heading | None = None
    """Of a cell of a table; None in running text."""


@dataclass(frozen=True)
class Figure:
    start: int
    end: int
    surface: str
    value: Decimal
    unit: str
    bound: str
    kind: str
    what: str
    """信访举报受理件数: named from the sentence."""
    period: str
    """ISO, as in the published figures: 2023-01-01/2023-09-30, 2023, 2023-09-30, 2023-10-01/.."""
    place: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A numeral that is no figure, and why not."""

    start: int
    end: int
    surface: str
    reason: str


@dataclass(frozen=True)
class Relation:
    type: str
    whole: int
    """Index into the figures; for share_of the share, for growth_of the rate, for measure_of the measure."""
    parts: tuple[int, ...]
    holds: bool | None
    """Whether it adds up within the rounding printed; None where the text does not give enough to tell."""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadText:
    text: str
    figures: tuple[Figure, ...]
    left_out: tuple[LeftOut, ...] = ()
    relations: tuple[Relation, ...] = field(default=())
