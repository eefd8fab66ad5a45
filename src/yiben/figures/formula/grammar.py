"""The grammar of formulas, for Lark's LALR parser; one for values and conditions alike.

What may stand where (a condition in `count`, a field first in `sum`) is settled in `parse`, so that the
complaint can be in words.
"""

from functools import lru_cache

from lark import Lark

GRAMMAR = r"""
?start: either

?either: both ("or" both)*
?both: denied ("and" denied)*
?denied: "not" denied -> negation
    | comparison
?comparison: sum
    | sum SIGN sum -> compare
    | sum "in" "(" constant ("," constant)* ")" -> one_of
    | sum "is" "null" -> empty
    | sum "is" "not" "null" -> filled
?sum: atom (PLUS atom)*
?atom: call
    | NAME -> name
    | DOTTED -> dotted
    | constant
    | "(" either ")"
?constant: TEXT -> text
    | DAY -> day
    | NUMBER -> number
    | PLUS NUMBER -> signed
    | "true" -> true
    | "false" -> false
call: NAME "(" [either ("," either)*] ")"

SIGN: "=" | "!=" | "<=" | ">=" | "<" | ">"
PLUS: "+" | "-"
DOTTED.2: /[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*/
DAY.3: /\d{4}-\d{2}-\d{2}/
NUMBER.1: /\d+(\.\d+)?/
NAME: /[a-z_][a-z0-9_]*/
TEXT: /"[^"\n]*"/ | /'[^'\n]*'/

%import common.WS
%ignore WS
"""


@lru_cache(maxsize=1)
def grammar() -> Lark:
    return Lark(GRAMMAR, parser="lalr", propagate_positions=True, maybe_placeholders=False)
