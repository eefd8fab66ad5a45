"""The line of each key."""

import tomllib

import pytest

from yiben.declare.lines import key_lines

TEXT = '''\
# 说明
top = "a"
[register]
id = "x"  # [fields]
"引号 里" = 1
[fields]
a = { title = "甲, } ] #", options = ["一", "二"], x.y = 1 }
long = """
[not]
a = 1
"""
many = [
  # 注
  { p = 1 },
  # 又一注
  { p = 2, q = 3 },
]
[[list]]
k = 1
[[list.inner]]
k = 2
[[list]]
[[list.inner]]
k = 3
a.b.c = 4
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("register",), 3),
        (("register", "引号 里"), 5),
        (("fields", "a", "options", 1), 7),
        (("fields", "a", "x", "y"), 7),
        (("fields", "long"), 8),
        (("fields", "many", 0, "p"), 14),
        (("fields", "many", 1, "q"), 16),
        (("list", 0, "inner", 0, "k"), 21),
        (("list", 1), 22),
        (("list", 1, "inner", 0, "k"), 24),
        (("list", 1, "inner", 0, "a", "b", "c"), 25),
    ],
)
def test_a_key_stands_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert tomllib.loads(TEXT)
    assert key_lines(TEXT)[path] == line


def test_no_key_is_seen_inside_a_text() -> None:
    assert ("not",) not in key_lines(TEXT)


def test_quotes_at_the_end_of_a_long_text() -> None:
    text = 'a = """x"""""\nb = \'\'\'y\'\'\'\'\nc = ""\nd = 1\n'
    assert tomllib.loads(text)["a"] == 'x""'
    assert key_lines(text) == {("a",): 1, ("b",): 2, ("c",): 3, ("d",): 4}
