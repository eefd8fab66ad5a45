"""The readers that the bench sets side by side: ours, the plain pattern, and the field's libraries.

A library reads only what it knows. cn2an and WeTextProcessing turn numerals into digits, recognizers-text
reads numbers, percentages and money: the first two and its numbers get our list of units behind them.
jionlp reads money. What is not installed is said and left out:

    pip install cn2an jionlp WeTextProcessing
    npm install @microsoft/recognizers-text-suite      (--node is the folder where that was done)
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from importlib.metadata import version
from pathlib import Path
from shutil import which

from yiben.kernel.units import to_base, unit, unit_names
from yiben.reading.read import read

COUNTED = (
    "件", "个", "家", "户", "人次", "人", "名", "次", "起", "处", "条", "项", "场次", "场", "座", "所", "只",
    "台", "株", "批", "期", "轮", "份", "篇", "支", "年", "月", "天", "分钟", "小时", "延米",
)  # fmt: skip
"""Measure words of the plain pattern, beside the units of the catalog."""


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    value: Decimal
    unit: str


Reader = Callable[[str], list[Found]]


def readers(node: Path | None) -> dict[str, Reader]:
    """Those installed, by name and version; for the others a line that says so."""
    made: dict[str, Reader] = {"yiben": ours, "plain pattern, list of units": plain_pattern}
    for name, maker in (
        ("cn2an", with_cn2an), ("jionlp", with_jionlp), ("WeTextProcessing", with_wetext),
    ):  # fmt: skip
        try:
            made[f"{name} {version(name)}, {_KNOWS[name]}"] = maker()
        except (ImportError, OSError) as fault:
            print(f"  {name}: not installed ({fault})")
    recognizers = _recognizers_version(node)
    if node and recognizers:
        made[f"recognizers-text-suite {recognizers}, {_KNOWS['recognizers']}"] = with_recognizers(node)
    else:
        print("  recognizers-text-suite: not installed (--node names the folder)")
    return made


_KNOWS = {
    "cn2an": "list of units", "jionlp": "money", "WeTextProcessing": "list of units",
    "recognizers": "list of units",
}  # fmt: skip


def ours(text: str) -> list[Found]:
    return [Found(f.start, f.end, f.value, f.unit) for f in read(text).figures]


def _listed() -> str:
    names = sorted({*unit_names(), *COUNTED} - {"比例"}, key=len, reverse=True)
    return "|".join(map(re.escape, names))


def _based(value: Decimal, name: str) -> tuple[Decimal, str]:
    return (to_base(value, name), unit(name).base) if name in unit_names() else (value, name)


_PLAIN = re.compile(rf"(\d[\d,]*(?:\.\d+)?)\s*(?:余|多)?\s*([万亿千百]?)\s*(?:余|多|个(?=亿))?({_listed()})")


def plain_pattern(text: str) -> list[Found]:
    """A number in digits, a scale and a unit of the list."""
    found = []
    for one in _PLAIN.finditer(text):
        scale = {"万": 4, "亿": 8, "千": 3, "百": 2, "": 0}[one[2]]
        value, name = _based(Decimal(one[1].replace(",", "")).scaleb(scale), one[3])
        found.append(Found(one.start(), one.end(), value, name))
    return found


def with_cn2an() -> Reader:
    import cn2an

    number = re.compile(rf"([\d.]+[万亿]?|[零一二两三四五六七八九十百千万亿]+)\s*[余多]?\s*({_listed()})")

    def reader(text: str) -> list[Found]:
        found = []
        for one in number.finditer(text):
            try:
                value = Decimal(str(cn2an.cn2an(one[1], "smart")))
            except (ValueError, InvalidOperation):
                continue
            found.append(Found(one.start(), one.end(), *_based(value, one[2])))
        return found

    return reader


def with_jionlp() -> Reader:
    import jionlp

    def reader(text: str) -> list[Found]:
        found = []
        for one in jionlp.ner.extract_money(text, with_parsing=True):
            said = one["detail"]["num"]
            value = Decimal(said[0] if isinstance(said, list) else said)
            start, end = one["offset"]
            found.append(Found(start, end, value, one["detail"]["case"]))
        return found

    return reader


def with_wetext() -> Reader:
    """Inverse text normalization sentence by sentence, then the plain pattern; places are found again by
    comparing the sentence before and after."""
    from itn.chinese.inverse_normalizer import InverseNormalizer

    normalizer = InverseNormalizer()

    def reader(text: str) -> list[Found]:
        found = []
        for sentence in re.finditer(r"[^。！？；\n]+", text):
            if not re.search(r"[\d一二两三四五六七八九十百千万亿]", sentence[0]):
                continue
            said = normalizer.normalize(sentence[0])
            back = _places(said, sentence[0])
            for one in plain_pattern(said):
                start, end = sentence.start() + back[one.start], sentence.start() + back[one.end]
                found.append(Found(start, max(end, start + 1), one.value, one.unit))
        return found

    return reader


def _places(said: str, written: str) -> list[int]:
    """For each place of what was said, the place in what was written."""
    if said == written:
        return list(range(len(said) + 1))
    back = [0] * (len(said) + 1)
    for _, first, last, start, _ in SequenceMatcher(None, said, written, autojunk=False).get_opcodes():
        for place in range(first, last + 1):
            back[place] = start + min(place - first, len(written) - start)
    return back


_SCRIPT = """
const suite = require(process.argv[1] + "/node_modules/@microsoft/recognizers-text-suite");
const lines = require("readline").createInterface({input: process.stdin});
lines.on("line", (line) => {
  const text = JSON.parse(line), culture = suite.Culture.Chinese;
  const read = (name) => suite[name](text, culture).map((one) => [one.start, one.end + 1, one.resolution]);
  console.log(JSON.stringify(["recognizeNumber", "recognizePercentage", "recognizeCurrency"].map(read)));
});
"""


def with_recognizers(node: Path) -> Reader:
    """One process of node that answers line by line."""
    program = which("node")
    assert program
    asked = subprocess.Popen(
        [program, "-e", _SCRIPT, str(node.resolve())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    behind = re.compile(rf"\s*({_listed()})")

    def answer(text: str) -> list[list[tuple[int, int, dict[str, str] | None]]]:
        assert asked.stdin and asked.stdout
        asked.stdin.write(json.dumps(text) + "\n")
        asked.stdin.flush()
        return json.loads(asked.stdout.readline())  # type: ignore[no-any-return]

    def reader(text: str) -> list[Found]:
        numbers, shares, sums = answer(text)
        found = {one.start: one for one in _numbers(text, numbers, behind)}
        for start, end, said in shares:
            if said and said.get("value"):
                share = Decimal(said["value"].rstrip("%")) / 100
                found[start] = Found(start, end, share, "比例")
        for start, end, said in sums:
            if said and said.get("isoCurrency") == "CNY" and said.get("value"):
                found[start] = Found(start, end, Decimal(said["value"]), "元")
        return list(found.values())

    return reader


def _numbers(
    text: str, numbers: list[tuple[int, int, dict[str, str] | None]], behind: re.Pattern[str]
) -> Iterator[Found]:
    for start, end, said in numbers:
        follows = behind.match(text, end)
        if follows and said and said.get("value"):
            yield Found(start, follows.end(), *_based(Decimal(said["value"]), follows[1]))


def _recognizers_version(node: Path | None) -> str:
    listed = node and node / "node_modules" / "@microsoft" / "recognizers-text-suite" / "package.json"
    if not listed or not listed.is_file() or not which("node"):
        return ""
    return str(json.loads(listed.read_text(encoding="utf-8"))["version"])
