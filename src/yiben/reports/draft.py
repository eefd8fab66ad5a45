"""`draft`: the report of a town and period with live figures, as the account asking may see it."""

from datetime import date

from yiben.declare.load import catalog
from yiben.declare.model import Catalog, Outline
from yiben.figures.engine import evaluate
from yiben.kernel import clock
from yiben.kernel.language import CHINESE, speaking
from yiben.kernel.periods import Period
from yiben.kernel.problems import refuse
from yiben.reports.compose import Subject, compose, tokens_of
from yiben.reports.model import Draft
from yiben.township.models import Account
from yiben.township.places import demo_day, place, villages
from yiben.township.rights import may_read_figures, require


@speaking(CHINESE)
def draft(
    outline_id: str,
    town_code: str,
    period: Period,
    as_of: date | None = None,
    account: Account | None = None,
) -> Draft:
    """The draft by the outline; every figure is computed now from the ledger as it stood on `as_of`.

    Sentences with figures that the account may not see are left out and counted; Denied where it may see
    none at all. Without an account every figure is seen (commands of the system itself). Raises Refused
    R001 for an unknown outline, T003 and K012 for the place.
    """
    known = catalog()
    outline = outline_of(outline_id, known)
    town = place(town_code)
    registers = registers_in(outline, known)
    if (
        account is not None
        and registers
        and not any(may_read_figures(account, register, town_code) for register in registers)
    ):
        require(account, "read", registers[0], town_code)
    subject = Subject(
        town=town_code, town_name=town.short, period=period, as_of=as_of, day=as_of or clock.today(),
        scope=f"全镇{len(villages(town_code, period.end))}个村（社区）", demo=demo_day(town_code) is not None,
        may_see=lambda register: account is None or may_read_figures(account, register, town_code),
    )  # fmt: skip
    return compose(outline, known.registers, subject, evaluate)


def outline_of(outline_id: str, known: Catalog) -> Outline:
    if outline_id not in known.outlines:
        raise refuse("R001", kind=outline_id[:40], allowed="、".join(known.outlines) or "（还没有）")
    return known.outlines[outline_id]


def registers_in(outline: Outline, known: Catalog) -> list[str]:
    """The registers that the outline's figures come from."""
    figures = known.figures
    sentences = (s for section in outline.sections for p in section.paragraphs for s in p)
    names = (token.name for sentence in sentences for token in tokens_of(sentence))
    return list(dict.fromkeys(figures[name].register for name in names if name in figures))
