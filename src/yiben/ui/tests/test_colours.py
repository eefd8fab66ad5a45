"""Colours keep WCAG AA on every ground they stand on, light and dark; no sheet has colours of its own."""

import re
from pathlib import Path

import pytest

SHEETS = Path(__file__).parents[1] / "static" / "ui"
TOKENS = (SHEETS / "tokens.css").read_text("utf-8")
LITERAL = re.compile(r"#[0-9A-Fa-f]{3,8}\b|\brgba?\(|\bhsla?\(")
GROUNDS = ("--paper", "--sheet")
TINTS = ("--dai-tint", "--zhu-tint", "--teng-tint", "--zhuq-tint")
TEXT = [
    *((t, g) for t in ("--ink", "--ink-2", "--ink-3") for g in (*GROUNDS, "--nav", "--dai-tint")),
    *((t, g) for t in ("--dai", "--zhu", "--teng", "--zhuq") for g in (*GROUNDS, "--dai-tint")),
    *((t, g) for t in ("--ink", "--ink-2", "--dai") for g in TINTS),
    ("--dai", "--nav"), ("--zhu", "--zhu-tint"), ("--teng", "--teng-tint"), ("--zhuq", "--zhuq-tint"),
    ("--on-dai", "--dai"), ("--on-dai", "--dai-deep"), ("--on-cover", "--cover"), ("--on-cover-2", "--cover"),
]  # fmt: skip
MARKS = [
    (mark, ground)
    for mark in ("--field", "--bar", "--teng-mark", "--dai", "--zhu", "--zhuq")
    for ground in GROUNDS
]


def tokens(head: str) -> dict[str, str]:
    """The hex colours set under a selector."""
    block = TOKENS[TOKENS.index(head) :]
    return dict(re.findall(r"(--[\w-]+): (#[0-9A-F]{6});", block[: block.index("}")]))


LIGHT, ASKED, CHOSEN = (
    tokens(":root {"),
    tokens(":root:not([data-theme=light]) {"),
    tokens(":root[data-theme=dark] {"),
)


def light_of(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light_of(one), light_of(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_the_rule_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, CHOSEN], ids=["light", "dark"])
def test_text_is_read_and_marks_are_seen_on_every_ground(colours: dict[str, str]) -> None:
    weak = [
        (t, g, contrast(colours[t], colours[g])) for t, g in TEXT if contrast(colours[t], colours[g]) < 4.5
    ]
    weak += [
        (m, g, contrast(colours[m], colours[g])) for m, g in MARKS if contrast(colours[m], colours[g]) < 3
    ]
    assert weak == []


def test_dark_is_the_same_whether_asked_for_or_chosen_and_leaves_no_colour_light() -> None:
    assert ASKED == CHOSEN
    assert CHOSEN.keys() == LIGHT.keys()
    assert TOKENS.count("@media screen") == 2  # so that paper stays light


def test_no_sheet_and_no_script_has_colours_of_its_own() -> None:
    own = [
        f"{sheet.name}: {found[0]}"
        for sheet in sorted((*SHEETS.glob("*.css"), *SHEETS.glob("*.js")))
        if sheet.name not in ("tokens.css", "print.css")
        for found in LITERAL.finditer(sheet.read_text("utf-8"))
    ]
    assert own == []
