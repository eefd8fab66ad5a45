"""How a figure is said in a sentence and written in a list: unit, decimals, hedge."""

from decimal import Decimal

from yiben.declare.model import Figure
from yiben.kernel.digits import exact, rounded
from yiben.kernel.numerals import plain, say, write
from yiben.kernel.units import from_base, unit
from yiben.reports.model import Value
from yiben.reports.tokens import HEDGES

PERCENT = ("%", "比例")
_FALLING = {"增长": "下降", "上升": "下降", "增加": "减少", "提高": "降低", "上涨": "下跌"}
_HUNDRED_MILLION = 10**8


def in_sentence(figure: Figure, value: Value, hedge: str = "") -> str:
    """1008万元, 1.68亿元, 252户, 约69%; the hedge is left out where the number is exact.

    Sums of money go to 亿元 from a hundred million on and down to 元 below ten thousand. A share is
    said to one decimal, or to as many as keep it from reading 0% or 100% where it is neither.
    """
    number = exact(value)
    word = HEDGES.get(hedge, "")
    if figure.unit in PERCENT:
        return _share(figure, number, word)
    shown = _money_unit(number) if _is_money(figure) else figure.unit
    return say(number, shown, word, figure.decimals or 2)


def in_list(figure: Figure, value: Value) -> str:
    """The number for a table, in the figure's own unit, with no more decimals than it needs."""
    shown = "%" if figure.unit in PERCENT else figure.unit
    amount = from_base(exact(value), shown)
    # a list is there to check by: 1.6783亿元, not 1.68
    most = max(figure.decimals, 4 if shown == "亿元" else 2)
    least = next(n for n in range(most + 1) if rounded(amount, n) == rounded(amount, most))
    return write(value, shown, least)


def unit_in_list(figure: Figure) -> str:
    return "%" if figure.unit in PERCENT else figure.unit


def turned(before: str, figure: Figure, value: Value, shown: str) -> tuple[str, str]:
    """The words before a growth and the growth, turned where it fell: 同比增长 −6.8% is 同比下降 6.8%.

    No change reads 同比持平.
    """
    rising = next((word for word in _FALLING if before.endswith(word)), "")
    if figure.type != "growth" or not rising or value > 0:
        return before, shown
    stem = before.removesuffix(rising)
    return (f"{stem}{_FALLING[rising]}", shown.lstrip("−-")) if value < 0 else (stem, "持平")


def _share(figure: Figure, number: Decimal, word: str) -> str:
    amount = from_base(number, "%")
    decimals = figure.decimals or 1
    while decimals < 6 and rounded(amount, decimals) != amount and rounded(amount, decimals) in (0, 100):
        decimals += 1
    whole = rounded(amount, 0)
    if word != "约" or abs(amount - whole) * 33 > abs(amount) or whole in (0, 100):
        return say(number, "%", "" if word == "约" else word, decimals)
    return f"{'' if whole == amount else '约'}{plain(amount, 0)}%"


def _money_unit(number: Decimal) -> str:
    size = abs(number)
    return "亿元" if size >= _HUNDRED_MILLION else "万元" if size >= 10**4 else "元"


def _is_money(figure: Figure) -> bool:
    return bool(figure.unit) and unit(figure.unit).base == "元"
