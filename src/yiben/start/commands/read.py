"""`./yiben read FILE`: every figure of a text, and whether they agree with one another. Needs no ledger."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from yiben.documents.plain_text import open_text
from yiben.kernel.numerals import plain
from yiben.reading import rule_words, said
from yiben.reading.model import Figure, LeftOut, ReadText, Relation
from yiben.reading.read import read_parts
from yiben.start.arguments import Parser, day
from yiben.start.output import number, print_table


def run(arguments: Sequence[str]) -> int:
    parser = Parser("read", "读出一份材料里的每个数：数值、单位、数的是什么、时期、地方，以及相互合不合。")
    parser.add_argument(
        "file", type=Path, metavar="文件", help=".txt、.docx、.html，或有文字的 .pdf；- 是标准输入"
    )
    parser.json()
    parser.add_argument("--left-out", action="store_true", help="也列出不算数据的数字和理由")
    parser.add_argument("--why", action="store_true", help="也列出每一条凭哪些规则读出")
    parser.add_argument("--day", metavar="日期", help="材料的日期，今年、上半年等由此推算；不写则在文中找")
    parser.add_argument("--place", default="", metavar="地方", help="材料说的乡镇；不写则在文中找")
    args = parser.read(arguments)
    written = day(args.day, "--day")
    opened = open_text(sys.stdin.buffer.read(), "") if str(args.file) == "-" else open_text(args.file)
    for note in opened.notes:
        print(note, file=sys.stderr)
    parts = read_parts(opened.text, written, args.place)
    if args.json:
        write_json(parts, args.left_out, args.why)
    else:
        write_table(parts, opened.text, args.left_out, args.why)
    return 0


def write_json(parts: Iterator[ReadText], left_out: bool, why: bool) -> None:
    """One document, written while reading goes on: figures as they are found, the few other things after."""
    lists: dict[str, list[dict[str, Any]]] = {"relations": []}
    if left_out:
        lists["left_out"] = []
    out = sys.stdout
    out.write('{\n"figures": [')
    before = "\n"
    for part in parts:
        for figure in part.figures:
            out.write(f"{before}  {_line(as_json(figure, why))}")
            before = ",\n"
        lists["relations"] += [relation_json(r, why) for r in part.relations]
        if left_out:
            lists["left_out"] += [left_out_json(one) for one in part.left_out]
    out.write("\n]")
    for name, found in lists.items():
        out.write(f',\n"{name}": [' + ",".join(f"\n  {_line(one)}" for one in found) + "\n]")
    out.write("\n}\n")


def _line(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False)


def as_json(figure: Figure, why: bool = False) -> dict[str, Any]:
    found = {
        "start": figure.start, "end": figure.end, "surface": figure.surface, "value": number(figure.value),
        "unit": figure.unit, "bound": figure.bound, "kind": figure.kind, "what": figure.what,
        "period": figure.period, "place": figure.place,
    }  # fmt: skip
    return found | (_why(figure.rules) if why else {})


def relation_json(relation: Relation, why: bool = False) -> dict[str, Any]:
    found = {
        "type": relation.type, "whole": relation.whole, "parts": list(relation.parts),
        "holds": relation.holds,
    }  # fmt: skip
    return found | (_why(relation.rules) if why else {})


def _why(rules: Sequence[str]) -> dict[str, Any]:
    """The rules by their names, for programs, and in the words of a clerk."""
    return {"rules": list(filter(None, rules)), "why": rule_words.said(rules)}


def left_out_json(one: LeftOut) -> dict[str, Any]:
    return {"start": one.start, "end": one.end, "surface": one.surface, "reason": one.reason}


def write_table(parts: Iterator[ReadText], text: str, left_out: bool, why: bool) -> None:
    figures: list[Figure] = []
    relations: list[Relation] = []
    others: list[LeftOut] = []
    for part in parts:
        figures += part.figures
        relations += part.relations
        others += part.left_out
    lines = _Lines(text)
    head = ["序", "行", "原文", "数值", "单位", "约", "类别", "数的是什么", "时期", "地方"]
    rows = [
        [
            str(n), str(lines.of(f.start)), said.flat(f.surface), plain(f.value, 6), f.unit,
            said.BOUNDS[f.bound], said.KINDS[f.kind], f.what, said.period(f.period), f.place,
        ]
        for n, f in enumerate(figures, 1)
    ]  # fmt: skip
    if why:
        head.append("依据")
        rows = [[*row, "；".join(rule_words.said(f.rules))] for row, f in zip(rows, figures, strict=True)]
    print_table(head, rows, right=(0, 1, 3))
    _write_relations(relations, figures, why)
    if left_out and others:
        print("\n不算数据的：")
        print_table(
            ["行", "原文", "理由"],
            ([str(lines.of(o.start)), said.flat(o.surface), o.reason] for o in others),
            right=(0,),
        )
    counts = Counter(r.holds for r in relations)
    held = f"关系 {len(relations)} 条，成立 {counts[True]}，不成立 {counts[False]}，不足以判断 {counts[None]}"
    hint = "" if left_out else "（--left-out 列出）"
    print(f"\n共 {len(figures)} 个数；{held}；另有 {len(others)} 处数字不算数据{hint}。")


def _write_relations(relations: Sequence[Relation], figures: Sequence[Figure], why: bool) -> None:
    if not relations:
        return
    print("\n关系：")
    head = ["", "类别", "关系", "序"] + ["依据"] * why
    rows = (
        [
            said.MARKS[r.holds], said.RELATIONS[r.type], said.sentence(r, figures),
            " ".join(str(i + 1) for i in (r.whole, *r.parts)), *(["；".join(rule_words.said(r.rules))] * why),
        ]
        for r in relations
    )  # fmt: skip
    print_table(head, rows)


class _Lines:
    """Line numbers of offsets that only grow, each line looked at once."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.line = text, 0, 1

    def of(self, start: int) -> int:
        if start < self.at:
            self.at, self.line = 0, 1
        self.line += self.text.count("\n", self.at, start)
        self.at = start
        return self.line
