"""A register for each shape of work, with every field that the standard figures may ask for."""

from pathlib import Path

from yiben.declare.locate import catalog_dir
from yiben.declare.model import Catalog, Office, Register
from yiben.declare.shape_figures import Templates, expand, read_templates
from yiben.declare.shapes import Reader
from yiben.declare.source import read_source
from yiben.figures.tests.small import small_register

HEAD = """
[register]
id = "{id}"
title = "{title}"
covers = ["G2"]
row = "一行"
owner = "zongzhi"
noun = "件"
title_field = "matter"
place = "village"
happened = "{happened}"
{columns}
"""
COMMON = """
matter = { title = "事由", type = "text" }
village = { title = "村", type = "place", level = "village" }
kind = { title = "类别", type = "choice", options = ["道路", "供水", "环境"] }
"""
HOTLINE = (
    HEAD.format(
        id="hotline", title="热线工单", happened="received_on", columns='due = "due_on"\nclosed = "closed_on"'
    )
    + f"""
[fields]{COMMON}
received_on = {{ title = "收到日", type = "date", required = true }}
accepted_on = {{ title = "受理日", type = "date" }}
due_on = {{ title = "应办结日", type = "date" }}
closed_on = {{ title = "办结日", type = "date" }}
repeated = {{ title = "重复", type = "boolean" }}
satisfaction = {{ title = "评价", type = "choice", options = ["满意", "基本满意", "不满意"] }}

[uses.cases]
class = "kind"

[limits.accept]
title = "受理告知"
rule = "petition_notice"
from = "received_on"
stops = ["accepted_on"]
main = true

[states]
open = {{ title = "在办", first = true }}
done = {{ title = "办结", closed = true }}

[moves]
"""
    + "".join(
        f'{kind} = {{ title = "{kind}", event = "done", from = ["open"], to = "open", kind = "{kind}" }}\n'
        for kind in ("dispatch", "return", "grant_extension", "urge", "escalate", "redo", "reopen")
    )
)
PATROLS = (
    HEAD.format(
        id="patrols",
        title="巡河",
        happened="due_on",
        columns='due = "due_on"\nclosed = "done_on"\nahead = true',
    )
    + f"""
[fields]{COMMON}
due_on = {{ title = "应巡日", type = "date", required = true }}
done_on = {{ title = "巡河日", type = "date" }}
exempt_on = {{ title = "免巡日", type = "date" }}
persons = {{ title = "人数", type = "integer" }}
found = {{ title = "发现问题", type = "integer" }}
solved = {{ title = "解决问题", type = "integer" }}

[uses.duties]
class = "kind"
"""
)
CHECKS = (
    HEAD.format(id="village_checks", title="环境检查", happened="checked_on", columns="")
    + f"""
[fields]{COMMON}
checked_on = {{ title = "检查日", type = "date", required = true }}

[uses.inspections]
class = "kind"
items = "score_items"
"""
)
TALKS = (
    HEAD.format(id="talks", title="宣讲", happened="held_on", columns="")
    + f"""
[fields]{COMMON}
held_on = {{ title = "日期", type = "date", required = true }}
people = {{ title = "人数", type = "integer" }}
cost = {{ title = "花费", type = "money", unit = "元" }}
leaflets = {{ title = "发放资料", type = "integer", unit = "份" }}

[uses.events]
class = "kind"
persons = "people"
money = "cost"
quantity = "leaflets"
"""
)


def shipped_templates(root: Path | None = None) -> Templates:
    """The templates of the real catalog; the test fails where one has a fault."""
    found: Templates = ()
    for file in sorted(((root or catalog_dir()) / "shapes").glob("*.toml")):
        source, problems = read_source(file, f"catalog/shapes/{file.name}")
        assert source is not None, problems
        reader = Reader(source)
        found += read_templates(reader, file.stem)
        assert not reader.problems, reader.problems
    return found


def shaped_register(text: str) -> Register:
    return expand(small_register(text), shipped_templates())


def shaped_catalog(*texts: str) -> Catalog:
    made = [shaped_register(text) for text in texts or (HOTLINE, PATROLS, CHECKS, TALKS)]
    offices = {"zongzhi": Office("zongzhi", "综治中心")}
    return Catalog({}, {register.id: register for register in made}, offices, {}, {})
