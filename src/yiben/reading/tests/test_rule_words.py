"""Each rule has its words, so that a clerk can be told why."""

import re
from collections.abc import Iterator
from pathlib import Path

from yiben.reading import rule_words
from yiben.reading.read import read

_FOLDER = Path(rule_words.__file__).parent
_ID = re.compile(r'"((?:kind|what|period|place|relation)\.[a-z_]+)"')
_SORTS = re.compile(r'make\("(\w+)"')
_TEXT = """梅岭镇2024年上半年工作总结
全镇现有党员1236名，其中女党员312名、男党员924名，八成农户和一半劳动力受益，历时3个半月。
完成投资280余万元，占全年任务的84.5%，同比增长8.7%，产值翻一番；排名由第9位上升至第3位，上升6位，进入前十名。
没有发生一起事故，每周至少巡查两次，建成全省首个示范站，千亩基地，香菇、茶叶两大产业，约完成20%。
每户补助3—5万元，救助资金23.4万，带动3000余农户，完成投资（亿元）：7.5，三家企业。
项目\t单位\t金额（万元）\t户数\t2023年
甲\t吨\t12.5\t30\t8
合计（亩）\t\t1\t2\t3
"""


def _code() -> str:
    files = [p for p in _FOLDER.rglob("*.py") if p.name != "rule_words.py" and p.parent.name != "tests"]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def _used() -> Iterator[str]:
    yield from _ID.findall(_code())
    times = (_FOLDER / "naming" / "times.py").read_text(encoding="utf-8")
    yield from (f"period.{sort}" for sort in _SORTS.findall(times))


def test_every_rule_named_in_the_code_has_words() -> None:
    used = set(_used())
    assert len(used) > 80
    assert used - set(rule_words.RULES) == set()


def test_no_words_stand_for_a_rule_that_is_gone() -> None:
    written = _code()
    listed = [rule for rule in rule_words.RULES if not rule.startswith("period.")]
    assert [rule for rule in listed if f'"{rule}"' not in written] == []


def test_what_a_text_gives_is_explained_in_chinese() -> None:
    found = read(_TEXT)
    said = [*(f.rules for f in found.figures), *(r.rules for r in found.relations)]
    rules = {rule for one in said for rule in one if rule}
    assert len(rules) > 30
    assert [rule for rule in rules if rule not in rule_words.RULES] == []
    assert all(re.fullmatch(r"[一-鿿，、]+", words) for words in rule_words.RULES.values())
