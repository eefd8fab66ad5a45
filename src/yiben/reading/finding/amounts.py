"""A number as written, with its scale, its hedge and its unit, made a value in the base unit."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from yiben.kernel.digits import tidy
from yiben.kernel.spoken import Spoken, read_spoken
from yiben.reading.finding.units_spoken import NOUNS, base, left_out, names

_END_SCALE = re.compile(r"个?[余多]?([十百千]?(?:万亿|亿|万)|[百千])[余多]?$")
_ABOUT_BEFORE = re.compile(r"约(?:人民币|完成|占|达到?|有|为|需|合|实现)[^，。；,;\d]{0,14}$")
_UNIT_BEFORE = re.compile(
    r"[（(](?:单位[:：])?([百千万亿]*)([^\s\d（）()：:]{1,4})[）)][ \t\u3000]*"
    r"(?:为|达|完成)?[:：]?[ \t\u3000]*$"
)
_MOVED = re.compile(r"(?:上升|前移|提升|下降|前进|后移|跃升|提高|下滑|进位|升|降)了?$")
"""上升6位: places in a ranking, no persons."""
_HOUR_BEFORE = re.compile(r"小时$")
_BROKEN_THROUGH = re.compile(r"[^，。；]{0,8}(?:技术|难题|瓶颈|堵点)")
_BARE = re.compile(r"[百千万亿]+")


def read_amount(text: str) -> Spoken:
    return read_spoken(text.translate({0xA0: None, 0x2009: None, 0x202F: None}))


@dataclass(frozen=True)
class Amount:
    start: int
    end: int
    number: Decimal
    value: Decimal
    """Of the base unit."""
    unit: str
    bound: str
    rules: tuple[str, ...] = ()
    unit_said: str = ""
    """The unit as written; empty where it was left out."""
    scale: str = ""
    """万 of 3—5万元, which the first number shares."""
    readable: bool = True

    @property
    def scaled(self) -> bool:
        return bool(self.scale)

    @staticmethod
    def of(found: re.Match[str], text: str) -> "Amount":
        words = found["arabic"] or found["spoken"]
        start, end = found.start(), found.end()
        try:
            spoken = read_amount(words)
        except ValueError:
            return Amount(start, end, Decimal(0), Decimal(0), "", "exact", readable=False)
        number = -spoken.value if found["sign"] else spoken.value
        bound, rules = _bound(found, spoken, text)
        rules = ("number_in_digits" if found["arabic"] else "number_in_words", *rules)
        scale = _END_SCALE.search("".join(words.split()))
        made = Amount(start, end, number, number, "", bound, rules, "", scale[1] if scale else "")
        said = found["unit"] or ("元" if found["yuan"] else "")
        if said == "位" and _MOVED.search(text, max(0, start - 8), start):
            return made._in("名次", "places_moved")
        if said == "分" and _HOUR_BEFORE.search(text, max(0, start - 4), start):
            return made._in("分钟", "unit_after")
        if said:
            return made._in(said, "unit_after")
        if found["noun"] is not None:
            noun = next(word for word in NOUNS if text.startswith(word, found.end("noun")))
            return made._in(NOUNS[noun], "unit_of_noun")
        named = _UNIT_BEFORE.search(text, max(0, start - 16), start)
        if named and (unit := _listed(named[2])):
            scaled = read_amount("1" + named[1]).value if named[1] else Decimal(1)
            return replace(made, number=number * scaled)._in(unit, "unit_in_brackets_before")
        if made.scale[-1:] in ("万", "亿"):
            return replace(made._in(left_out(text, start), "unit_left_out"), unit_said="")
        return made

    def _in(self, said: str, rule: str) -> "Amount":
        value, unit = base(self.number, said)
        return Amount(
            self.start,
            self.end,
            self.number,
            tidy(value),
            unit,
            self.bound,
            (*self.rules, rule),
            said,
            self.scale,
        )

    def sharing(self, other: "Amount") -> "Amount":
        """The first of two numbers, with what it takes from the second: unit, and scale where it has none."""
        if self.unit_said:
            return self
        number = self.number
        if other.scale and not self.scale:
            number *= read_amount("1" + other.scale).value
        if other.unit_said:
            scaled = replace(self, number=number, scale=self.scale or other.scale)
            return scaled._in(other.unit_said, "unit_shared")
        value, unit = base(number, other.unit)
        return replace(self, number=number, value=tidy(value), unit=unit, rules=(*self.rules, "unit_shared"))

    def bounded(self, bound: str) -> "Amount":
        return replace(self, bound=bound, rules=(*self.rules, "range"))

    @staticmethod
    def counted(found: re.Match[str]) -> "Amount":
        """四大 after the four that are named."""
        number = read_amount(found["count"]).value
        return Amount(found.start(), found.end(), number, number, "个", "exact", ("count_of_the_named",))


def _bound(found: re.Match[str], spoken: Spoken, text: str) -> tuple[str, tuple[str, ...]]:
    if found["least"] or found["up"]:
        if (found["least"] or "").startswith("突破") and _BROKEN_THROUGH.match(text, found.end()):
            return "exact", ()
        return "at_least", ("bound_said",)
    if found["most"] or found["down"]:
        return "at_most", ("bound_said",)
    if found["about"] or found["nearly"] or spoken.about:
        return "about", ("hedge_said",)
    if found["spoken"] and _BARE.fullmatch(found["spoken"]):
        return "about", ("round_word",)  # 千亩基地
    if found["spoken"] and found["spoken"][0] in "百千" and len(found["spoken"]) > 1:
        return "about", ("round_word",)  # 百八十户
    if _ABOUT_BEFORE.search(text, max(0, found.start() - 24), found.start()):
        return "about", ("hedge_earlier",)
    return "exact", ()


def _listed(name: str) -> str:
    return name if name == "%" or name in names() else ""
