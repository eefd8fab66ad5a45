"""The catalog as Python sees it: what a TOML file of `catalog/` says, with the defaults filled in.

Every part knows where it was declared (`where`: `catalog/order/petitions.toml:12`), so that a fault
found later still names its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

IDENTIFIER_TYPES = ("id_number", "phone", "bank_account")
"""Fields of these types are encrypted from the first entry on and masked wherever shown."""

FIELD_TYPES = (
    "text", "long_text", "integer", "number", "money", "date", "moment", "choice", "boolean",
    "place", "staff", "person_name", *IDENTIFIER_TYPES,
)  # fmt: skip
SECRECY = ("open", "internal", "personal", "restricted")
"""Levels of secrecy, rising."""

SHAPES = ("cases", "duties", "inspections", "events")
"""The shapes of work that a register may use, each a folder of `capabilities/`."""
MOVE_KINDS = (
    "accept", "sign", "dispatch", "answer", "return", "ask_extension", "grant_extension", "refuse_extension",
    "urge", "escalate", "suspend", "resume", "check", "redo", "merge", "join", "join_answer", "reopen",
    "close", "archive",
)  # fmt: skip
"""What a move means to the engine of cases, beside the change of state; none is a plain step."""
MOVERS = ("approver", "giver", "handler", "another")
"""Who may make a move, where writing is not enough."""

FIGURE_TYPES = (
    "flow", "stock", "cumulative", "series", "share", "growth", "distinct", "pair", "rank",
)  # fmt: skip
TIME_BASES = ("happened", "standing", "cumulative", "ever")
"""Time bases that are words; any date field's id is one too.

happened: the register's happened day lies in the period. standing: on the roll at the period's end.
cumulative: happened from 1 January of the end's year to the end. ever: happened up to the end.
"""


@dataclass(frozen=True)
class Field:
    id: str
    title: str
    type: str
    where: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    unit: str = ""
    """Unit the value is typed and shown in; it is kept in the base unit (万元 typed, 元 kept)."""
    decimals: int = 2
    minimum: float | None = None
    maximum: float | None = None
    max_length: int = 200
    level: str = ""
    """For a place: village, town, county, grid."""
    filter: bool = False
    """Offered as a filter in lists, and indexed."""
    sort: bool = False
    column: bool = False
    """Shown as a column in the list."""
    default: str = ""
    secrecy: str = "internal"
    need: str = ""
    """What the field is for."""
    basis: str = ""
    often: str = "登记时"
    example: str = ""
    options_from: str = ""
    """A register whose records of the town, by title, take the place of `options` where there are any."""
    system: bool = False
    """Worked out by a shape of work; nobody types it."""
    option_words: tuple[tuple[str, str], ...] = ()
    """Each option with what it is called in the language spoken; empty in Chinese."""

    @property
    def is_identifier(self) -> bool:
        return self.type in IDENTIFIER_TYPES

    def option_said(self, option: str) -> str:
        """An option as people read it."""
        return dict(self.option_words).get(option, option)


@dataclass(frozen=True)
class State:
    id: str
    title: str
    light: str = "working"
    """waiting ○, working ◐, done ✓, returned ↩, late ■."""
    first: bool = False
    closed: bool = False
    where: str = ""


@dataclass(frozen=True)
class Move:
    id: str
    title: str
    event: str
    """The past participle that names the entry: register `petitions`, event `accepted`."""
    from_states: tuple[str, ...]
    to: str
    """Empty where the record stays in the state that it is in."""
    asks: tuple[str, ...] = ()
    """Fields that this move must fill."""
    may_ask: tuple[str, ...] = ()
    reason: bool = False
    """Whether a reason must be given (returning, reopening)."""
    kind: str = ""
    """One of MOVE_KINDS, or empty for a plain step."""
    who: str = ""
    """One of MOVERS: approver holds the right `approve` there; giver gave the task, or approves; handler owns
    the record or is of its office (its village, where a village has it); another did
    not do the work that is checked. Empty for whoever may write."""
    proof: str = ""
    """A text field that must be filled where no file is attached to the record."""
    where: str = ""


@dataclass(frozen=True)
class Limit:
    """A clock of a register's records: which rule it runs by, what starts, stops and halts it."""

    id: str
    title: str
    rule: str
    """Id in `catalog/rules/`."""
    start: str
    """Date or moment field; the clock runs once it is filled."""
    minute: str = ""
    """Moment field that says the minute of that day, where it is filled: hours are counted from it."""
    stops: tuple[str, ...] = ()
    """Date or moment fields, any of which stops it."""
    pauses: tuple[str, ...] = ()
    """States in which it stands still, if the rule allows that."""
    kind: str = ""
    """Choice field that picks the rule's variant."""
    urgency: str = ""
    main: bool = False
    """Whether its due day is kept in the register's `due`."""
    restarts: tuple[str, ...] = ()
    """Kinds of move (redo, reopen) that start it anew on the day of the move."""
    where: str = ""


@dataclass(frozen=True)
class Rule:
    """A condition that every record must meet, in the condition part of the formula language."""

    id: str
    check: str
    message: str
    number: int = 0
    """Its number within the register, from 1 in the order of the file: 信访疑点3."""
    doubt: bool = False
    """A record that breaks it is taken all the same, and listed as a doubt until it is settled."""
    where: str = ""


@dataclass(frozen=True)
class WorkedCheck:
    why: str
    rows: tuple[Mapping[str, Any], ...]
    wanted: Any
    """A number, or None where the figure has no value (a share of nothing)."""
    start: Any = None
    end: Any = None
    """The period; without one, 1900-01-01 to 2999-12-31."""
    where: str = ""


@dataclass(frozen=True)
class Figure:
    id: str
    """`petitions.received`: register and figure, unique in the catalog."""
    register: str
    title: str
    unit: str
    formula: str
    type: str = "flow"
    time: str = "happened"
    definition: str = ""
    """口径, in words."""
    template: str = ""
    """The title before {title} was filled in, where the figure comes with a shape of work."""
    pair: str = ""
    """The figure of persons shown beside this figure of households (252户947人)."""
    decimals: int = 0
    checks: tuple[WorkedCheck, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Register:
    id: str
    title: str
    group: str
    """The folder of catalog/ it lies in: party projects economy relief village welfare order command."""
    covers: tuple[str, ...]
    row: str
    owner: str
    """Id of the office that keeps it (catalog/township/offices.toml)."""
    fields: Mapping[str, Field]
    title_field: str
    place: str
    """The place field that says where the record counts; empty where it counts for the town."""
    happened: str
    secrecy: str = "internal"
    noun: str = "条"
    """Measure word of a row: 件, 户, 个."""
    number: str = ""
    """Prefix of the running number within town and year: 信访 gives 信访2023-0074."""
    due: str = ""
    closed: str = ""
    since: str = ""
    until: str = ""
    ahead: bool = False
    """Whether the happened day may lie ahead of the day of entry: plans and yearly tasks."""
    states: Mapping[str, State] = field(default_factory=dict)
    moves: Mapping[str, Move] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Keyed by full id."""
    uses: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Shape of work → what the register says of it: `[uses.cases]`."""
    limits: Mapping[str, Limit] = field(default_factory=dict)
    number_form: str = ""
    """How a running number is written where not 信访2023-0074: 督办〔{year}〕{n:03}号."""
    where: str = ""
    text: str = ""
    """The file itself, for the catalog page."""

    @property
    def open_states(self) -> list[str]:
        """Ids of the states in which a record is not finished."""
        return [s.id for s in self.states.values() if not s.closed]

    @property
    def typed_fields(self) -> tuple[Field, ...]:
        """The fields that people fill; the others are worked out."""
        return tuple(f for f in self.fields.values() if not f.system)

    @property
    def main_limit(self) -> Limit | None:
        """The clock whose due day is the record's."""
        return next((limit for limit in self.limits.values() if limit.main), None)

    @property
    def first_state(self) -> str:
        return next((s.id for s in self.states.values() if s.first), "")


@dataclass(frozen=True)
class Group:
    id: str
    title: str
    mark: str
    """One character for the folded navigation: 党 项 财 返 建 民 治 督."""


@dataclass(frozen=True)
class Office:
    id: str
    title: str
    where: str = ""


@dataclass(frozen=True)
class PostKind:
    """A kind of post with the rights that come with it."""

    id: str
    title: str
    office: str
    level: str
    """Of the place the post is for: town, village, county."""
    rights: tuple[Mapping[str, Any], ...] = ()
    """Each {registers = ["*"], can = ["read","write","export","unmask"], secrecy = "personal"}."""
    administers: str = ""
    """system, security or audit for the three administrators (DOMAIN 2.15); they hold no other rights."""
    where: str = ""
    answers: bool = False
    """Whether who holds the post answers what is put into the complaint box of its place."""


@dataclass(frozen=True)
class Sentence:
    text: str
    """Words of our own with `{petitions.received}` or `{petitions.received@first_half}`."""
    only_if: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True)
class Outline:
    id: str
    title: str
    """With {town} and {period}."""
    sections: tuple[Section, ...]
    where: str = ""


@dataclass(frozen=True)
class Catalog:
    groups: Mapping[str, Group]
    registers: Mapping[str, Register]
    offices: Mapping[str, Office]
    posts: Mapping[str, PostKind]
    outlines: Mapping[str, Outline]
    limits: Mapping[str, Any] = field(default_factory=dict)
    """Rules of time limits by id: `declare.limit_rules.LimitRule`."""
    duty_rules: Mapping[str, Any] = field(default_factory=dict)
    """How often a duty is owed, by id: `declare.limit_rules.DutyRule`."""

    @property
    def figures(self) -> Mapping[str, Figure]:
        return {f.id: f for r in self.registers.values() for f in r.figures.values()}
