"""Numbers as Chinese sentences write them: 一百二十, 两万三, 三四十, 百余, 1.5万, 3亿5000万.

What digits alone say is `digits.parse_number`; these are the words around them, both ways.
"""

import re
from dataclasses import dataclass
from decimal import Context, Decimal

_EXACT = Context(prec=60)
ONES = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"〇": 0, "两": 2}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
CHINESE = "零〇一二两三四五六七八九十百千万亿"
"""The characters that a Chinese numeral is made of."""
WIDE = str.maketrans("０１２３４５６７８９．％＋－", "0123456789.%+-")
"""Full-width digits and signs to plain ones, one character each."""
_LONGEST = 40
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[一二两三四五六七八九零〇]|[十百千万亿]", re.ASCII
)
_PAIR = re.compile(
    r"(?<![一二两三四五六七八九零〇])"
    r"(?:一(?=二)|[一二两](?=三)|三(?=四)|四(?=五)|五(?=六)|六(?=七)|七(?=八)|八(?=九))"
    r"[二三四五六七八九](?![一二三四五六七八九零〇])"
)
"""三四: one more or less, and no third digit beside."""
_MORE = re.compile(r"[余多几来]")


@dataclass(frozen=True)
class Spoken:
    value: Decimal
    about: bool
    """Whether the numeral itself is a rough one: 百余, 三四十, 十几; the value is its lower end."""


def read_spoken(text: str) -> Spoken:
    """The number of a numeral without its unit; ValueError where it is none (几十, 12.3.4, 三万五万)."""
    plain = "".join(text.split()).translate(WIDE).translate(_FORMAL)
    if not plain or len(plain) > _LONGEST:
        raise ValueError(text[:_LONGEST])
    words = _MORE.sub("", plain).replace("个", "")
    about = len(words) < len(plain.replace("个", ""))
    if plain[0] in "余多几来" or not words:
        raise ValueError(text)
    if _PAIR.search(words):
        words, about = _PAIR.sub(lambda pair: pair[0][0], words), True
    return Spoken(_decimals(words) if "点" in words else _whole(words), about)


def _decimals(words: str) -> Decimal:
    """三点五, 百分之 left aside."""
    before, _, after = words.partition("点")
    if not after or any(sign not in ONES for sign in after):
        raise ValueError(words)
    return _whole(before) + Decimal("0." + "".join(str(ONES[sign]) for sign in after))


def _whole(words: str) -> Decimal:
    tokens = _TOKEN.findall(words)
    if not tokens or "".join(tokens) != words:
        raise ValueError(words)
    if all(token in ONES for token in tokens):
        return _digit_by_digit(tokens)
    return _scaled(tokens)


def _digit_by_digit(tokens: list[str]) -> Decimal:
    if len(tokens) == 2 and "零" not in tokens and "〇" not in tokens:
        raise ValueError("".join(tokens))  # 八五, 一五: names, no numbers
    return Decimal("".join(str(ONES[token]) for token in tokens))


def _scaled(tokens: list[str]) -> Decimal:
    total = section = Decimal(0)
    current: Decimal | None = None
    last, large, zero = 10**4, 10**16, False
    for token in tokens:
        if token in TENS:
            if TENS[token] >= last:
                raise ValueError("".join(tokens))
            section += (Decimal(1) if current is None else current) * TENS[token]
            current, last, zero = None, TENS[token], False
        elif token in _LARGE:
            size = _LARGE[token]
            section += current or 0
            if size >= large and not (size == 10**8 and large == 10**4 and not section):
                raise ValueError("".join(tokens))
            if not section and not total:
                section = Decimal(1)
            total = (
                _EXACT.multiply(total + section, Decimal(size)) if size == 10**8 else total + section * size
            )
            section, current, last, large, zero = Decimal(0), None, 10**4, size, False
        elif token in "零〇":
            zero = True
        elif current is not None:
            raise ValueError("".join(tokens))
        else:
            current = Decimal(ONES[token]) if token in ONES else Decimal(token.replace(",", ""))
    if current is not None and not zero and tokens[-1] in ONES:
        current *= _implied(tokens)
    return _EXACT.add(total + section, current or Decimal(0))


def _implied(tokens: list[str]) -> int:
    """一百二 is 120 and 两万三 is 23000: a last digit stands one place below the word before it."""
    before = tokens[-2] if len(tokens) > 1 else ""
    return (TENS | _LARGE).get(before, 10) // 10


def write_spoken(number: int, counted: bool = False) -> str:
    """120 → 一百二十, 10005 → 一万零五; counted: 2 before a measure word is 两."""
    if number < 0:
        return "负" + write_spoken(-number, counted)
    if counted and number == 2:
        return "两"
    if number < 10:
        return "零一二三四五六七八九"[number]
    sizes = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
    word, size = next((word, size) for word, size in sizes if number >= size)
    high, rest = divmod(number, size)
    said = ("" if size == 10 and high == 1 else write_spoken(high)) + word
    gap = "零" if rest and rest * 10 < size else ""
    # Inside a longer number 十 keeps its 一: 一百一十.
    tail = write_spoken(rest) if rest else ""
    return said + gap + ("一" + tail if tail.startswith("十") and size > 10 else tail)
