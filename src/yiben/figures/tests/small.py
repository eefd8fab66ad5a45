"""A small catalog for the tests, written as an office would write it."""

import tomllib
from decimal import Decimal

from yiben.declare.lines import key_lines
from yiben.declare.model import Catalog, Office, Register
from yiben.declare.registers import read_register
from yiben.declare.shapes import Reader
from yiben.declare.source import Source

CASES = """
[register]
id = "cases"
title = "事项"
covers = ["G2"]
row = "一件事项"
owner = "zongzhi"
title_field = "matter"
place = "village"
happened = "received_on"
due = "due_on"
closed = "closed_on"

[fields]
matter = { title = "事由", type = "text" }
kind = { title = "类别", type = "choice", options = ["甲", "乙", "丙"] }
village = { title = "村", type = "place", level = "village" }
received_on = { title = "收到日", type = "date", required = true }
due_on = { title = "到期日", type = "date" }
closed_on = { title = "办结日", type = "date" }
amount = { title = "金额", type = "money" }
people = { title = "人数", type = "integer" }
area = { title = "面积", type = "number", unit = "亩" }
urgent = { title = "紧急", type = "boolean" }
person = { title = "证件号", type = "id_number" }
name = { title = "姓名", type = "person_name" }
household = { title = "户号", type = "text" }

[uses.cases]
class = "kind"

[states]
open = { title = "在办", first = true }
done = { title = "办结", closed = true }

[rules]
close_later = { check = "closed_on is null or closed_on >= received_on", message = "办结日早于收到日" }

[figures]
received = { title = "收到", unit = "件", formula = "count()" }
finished = { title = "办结", unit = "件", formula = "count()", time = "closed_on" }
some = { title = "甲类", unit = "件", formula = 'count(kind = "甲" and amount > 100.5)' }
others = { title = "非甲", unit = "件", formula = 'count(not kind = "甲" or people in (1, 2))' }
open = { title = "在办", unit = "件", formula = 'count(state = "open" and happened_on >= 2022-06-01)' }
overdue = { title = "超期", unit = "件", formula = '''
count(closed_on > due_on or (closed_on is null and due_on < period_end))''' }
amount = { title = "金额", unit = "元", formula = "sum(amount)" }
people = { title = "人数", unit = "人", formula = "sum(people, urgent = true)" }
calm = { title = "不急面积", unit = "亩", formula = "sum(area, urgent != true)" }
heads = { title = "人", unit = "人", formula = "distinct(person)" }
share = { title = "办结率", unit = "%", formula = "share(count(closed_on is not null), count())" }
mixed = { title = "办结比收到", unit = "%", formula = '''
share(figure(cases.finished), figure(cases.received))''' }
days = { title = "平均天数", unit = "天", formula = "mean(days(received_on, closed_on))" }
mean = { title = "平均人数", unit = "人", formula = 'mean(people, kind != "丙")' }
middle = { title = "天数中位数", unit = "天", formula = "median(days(received_on, closed_on))" }
median = { title = "金额中位数", unit = "元", formula = 'median(amount, kind != "丙")', time = "closed_on" }
heads_median = { title = "人数中位数", unit = "人", formula = "median(people)", time = "ever" }
area_rise = { title = "面积中位数同比", unit = "%", formula = "growth(median(area))", time = "cumulative" }
growth = { title = "同比", unit = "%", formula = "growth(count())" }
rise = { title = "金额同比", unit = "%", formula = "growth(sum(amount, people > 0))" }
so_far = { title = "累计", unit = "件", formula = "count()", time = "cumulative" }
ever = { title = "历来金额", unit = "元", formula = "sum(amount)", time = "ever" }
members = { title = "户内人数", unit = "人", formula = "persons(household, people)" }
net = { title = "净", unit = "件", formula = '''
figure(cases.received) - figure(cases.finished) + count(urgent = true)''' }
place = { title = "名次", unit = "名", formula = "rank(count())" }
"""

ROLL = """
[register]
id = "roll"
title = "名册"
covers = ["D1"]
row = "一户"
owner = "minzheng"
title_field = "household"
place = "village"
happened = "entered_on"
since = "entered_on"
until = "left_on"

[fields]
household = { title = "户号", type = "text" }
village = { title = "村", type = "place", level = "village" }
entered_on = { title = "纳入日", type = "date", required = true }
left_on = { title = "退出日", type = "date" }
members = { title = "人口", type = "integer" }
person = { title = "证件号", type = "id_number" }
kind = { title = "类别", type = "choice", options = ["甲", "乙", "丙"] }

[figures]
standing = { title = "在册", unit = "户", formula = "count()", time = "standing" }
persons = { title = "在册人口", unit = "人", formula = "persons(household, members)", time = "standing" }
firm = { title = "甲类人口", unit = "人", formula = '''
persons(household, members, kind = "甲")''', time = "standing" }
heads = { title = "人", unit = "人", formula = "distinct(person)", time = "standing" }
share = { title = "甲类占比", unit = "%", formula = 'share(count(kind = "甲"), count())', time = "standing" }
growth = { title = "同比", unit = "%", formula = "growth(count())", time = "standing" }
left = { title = "退出", unit = "户", formula = "count()", time = "left_on" }
cover = { title = "事项比户", unit = "%", formula = '''
share(figure(cases.received), count())''', time = "standing" }
"""

SERIES = """
[register]
id = "series"
title = "月报"
covers = ["C3"]
row = "一村一月"
owner = "caizheng"
title_field = "note"
place = "village"
happened = "day"

[fields]
note = { title = "说明", type = "text" }
village = { title = "村", type = "place", level = "village" }
day = { title = "日期", type = "date", required = true }
income = { title = "收入", type = "money" }
crops = { title = "面积", type = "number" }

[figures]
income = { title = "收入", unit = "元", formula = "latest(income)" }
crops = { title = "面积", unit = "亩", formula = "latest(crops, income >= 50)", time = "ever" }
rise = { title = "同比", unit = "%", formula = "growth(latest(income))", time = "cumulative" }
rank = { title = "名次", unit = "名", formula = "rank(latest(income))", time = "ever" }
"""


def small_register(text: str) -> Register:
    data = tomllib.loads(text, parse_float=Decimal)
    reader = Reader(Source("catalog/test.toml", text, data, key_lines(text)))
    made = read_register(reader, "order")
    assert not reader.problems, reader.problems
    return made


def small_catalog(*texts: str) -> Catalog:
    made = [small_register(text) for text in texts or (CASES, ROLL, SERIES)]
    offices = {name: Office(name, title) for name, title in (("zongzhi", "综治中心"), ("minzheng", "民政办"))}
    return Catalog({}, {register.id: register for register in made}, offices, {}, {})
