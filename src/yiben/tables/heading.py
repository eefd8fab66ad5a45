"""Which column of a block is which field of a register: by its heading, in any order. Free of Django."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yiben.declare.model import Field, Register
from yiben.kernel.problems import Problem, problem
from yiben.tables.block import letter

NUMBER, STATE = "number", "state"
"""Columns beside the fields: a record's running number (then the row corrects it), and its state."""
LOOKED_AT = 6
"""Rows at the top among which the heading is looked for; a title or a line of units may stand above it."""
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_MARKS = re.compile(r"[\s*＊:：、,，/／_\-—·.．。\"'“”]")
_SAME_TYPE: Mapping[str, tuple[str, ...]] = {
    "id_number": (
        "身份证", "身份证号", "身份证号码", "公民身份号码", "证件号", "证件号码", 
        "居民身份证号码", "身份证件号码",
    ),
    "phone": ("电话", "电话号码", "联系电话", "联系方式", "手机", "手机号", "手机号码"),
    "bank_account": ("银行账号", "银行账户", "银行卡号", "账号", "卡号", "一卡通账号"),
    "place": ("村", "社区", "村社区", "村居", "所在村", "所属村", "村名", "行政村", "村委会", "单位村"),
}  # fmt: skip
"""What offices call a column of a type, where the register has one field of that type only."""
_SAME_WORD: tuple[tuple[str, ...], ...] = (
    ("日", "日期", "时间"), ("人", "人姓名", "姓名"), ("金额", "资金", "款"), ("单位", "部门", "责任单位"),
    ("事由", "事项", "标题", "诉求标题", "内容", "问题"), ("名称", "项目名称", "名", "全称"),
    ("来源", "渠道", "反映渠道"), ("分类", "类别", "类型"), ("备注", "说明"),
)  # fmt: skip
"""Endings and whole words that stand for one another."""
_ORDINAL = ("序号", "序", "no", "行号", "顺序号")
_NUMBERS = ("编号", "记录编号", "台账编号")
_STATES = ("状态", "办理状态", "当前状态")


@dataclass(frozen=True)
class Heading:
    """What the columns of a block mean."""

    columns: tuple[str, ...]
    """For each column a field id, `number`, `state`, or "" where it is left out."""
    titles: tuple[str, ...]
    """What stood above each column; empty without a heading row."""
    first: int
    """Index of the first row of data."""
    problems: tuple[Problem, ...] = ()

    @property
    def found(self) -> bool:
        return any(self.titles)


def plain(title: str) -> str:
    """A title without units, marks, spaces and brackets: `*涉及金额（元）：` → 涉及金额."""
    text = unicodedata.normalize("NFKC", title)
    return _MARKS.sub("", _BRACKETS.sub("", text)).lower()


def names(register: Register) -> dict[str, str]:
    """Every plain title by which a field, 编号 or 状态 may be called → its id; the field's own title wins."""
    known: dict[str, str] = {}
    fields = list(register.typed_fields)
    for field in fields:
        for name in (field.title, field.title.replace("（", "").replace("）", ""), field.id):
            known.setdefault(plain(name), field.id)
    for words, meaning in ((_NUMBERS, NUMBER), (_STATES, STATE if register.states else "")):
        if meaning:
            for word in words:
                known.setdefault(plain(word), meaning)
    for kind, others in _SAME_TYPE.items():
        of_kind = [f for f in fields if f.type == kind]
        main = [f for f in of_kind if f.id == register.place] or of_kind
        if len(main) == 1:
            for word in others:
                known.setdefault(plain(word), main[0].id)
    for field in fields:
        known.setdefault(plain(field.title).removeprefix("是否"), field.id)
        for word in _other_words(field):
            known.setdefault(word, field.id)
    for group in _SAME_WORD:
        # The bare word (类别, 金额) only where one field alone can be meant.
        meant = [f for f in fields if _ending(f, group)]
        for word in group if len(meant) == 1 else ():
            known.setdefault(plain(word), meant[0].id)
    return known


def _ending(field: Field, group: Sequence[str]) -> str:
    title = plain(field.title)
    return next((w for w in sorted(group, key=len, reverse=True) if title.endswith(w)), "")


def _other_words(field: Field) -> list[str]:
    made = []
    for group in _SAME_WORD:
        ending = _ending(field, group)
        if ending:
            made += [plain(field.title).removesuffix(ending) + other for other in group]
    return made


def read_heading(
    rows: Sequence[Sequence[str]],
    register: Register,
    said: Mapping[int, str] | None = None,
    line: int | None = None,
) -> Heading:
    """The heading row if there is one among the first, else the register's own order of fields.

    `said` (column → field id or "") is what the sender decides himself and wins over both; `line` says
    which row is the heading, -1 that none is. Problems: G004
    for no column that means anything, G005 for two columns that mean the same field.
    """
    known, width = names(register), len(rows[0]) if rows else 0
    if line is None or line >= len(rows):
        line = _heading_line(rows, known)
    if line >= 0:
        titles = tuple(cell.strip() for cell in rows[line])
        columns = [_meaning(t, known) for t in titles]
    else:
        titles = ("",) * width
        columns = [*[f.id for f in register.typed_fields], *[""] * width][:width]
    allowed = {"", NUMBER, *([STATE] if register.states else []), *register.fields}
    for column, meaning in (said or {}).items():
        if 0 <= column < width and meaning in allowed:
            columns[column] = meaning
    return Heading(tuple(columns), titles, line + 1, tuple(_faults(register, columns)))


def _heading_line(rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> int:
    """Index of the row that looks most like a heading, -1 if none does."""
    best, line = 0, -1
    for n, row in enumerate(rows[:LOOKED_AT]):
        hits = sum(1 for cell in row if _meaning(cell, known))
        filled = sum(1 for cell in row if cell.strip())
        if hits > best and hits * 2 >= filled and (hits > 1 or filled == 1):
            best, line = hits, n
    return line


def _meaning(title: str, known: Mapping[str, str]) -> str:
    """What a title means: as it stands, without 是否, or by an ending that is the place (事发村)."""
    name = plain(title)
    if name in _ORDINAL:
        return ""
    ends = (name.removeprefix("是否"), *(end for end in ("村社区", "社区", "村") if name.endswith(end)))
    return next((known[n] for n in (name, *ends) if n in known), "")


def _faults(register: Register, columns: Sequence[str]) -> list[Problem]:
    problems = []
    seen: dict[str, int] = {}
    for n, meaning in enumerate(columns):
        if meaning and meaning in seen:
            title = title_of(register, meaning)
            first, second = letter(seen[meaning]), letter(n)
            problems.append(problem("G005", f"column:{n}", first=first, second=second, title=title))
        seen.setdefault(meaning, n)
    if not any(columns):
        problems.append(problem("G004", "block"))
    return problems


def title_of(register: Register, meaning: str) -> str:
    """The words for a column's meaning."""
    if meaning in register.fields:
        return register.fields[meaning].title
    return {NUMBER: "编号", STATE: "状态"}.get(meaning, "")
