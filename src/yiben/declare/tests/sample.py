"""A small whole catalog for tests, to be spoiled in one place at a time."""

from pathlib import Path

GROUPS = '[groups.order]\ntitle = "平安治理"\nmark = "治"\n'
OFFICES = '[offices.zongzhi]\ntitle = "综治中心"\n'
POSTS = """\
[posts.clerk]
title = "综治中心办事员"
office = "zongzhi"
level = "town"
rights = [{ registers = ["petitions", "order"], can = ["read", "write"], secrecy = "personal" }]
"""
UNITS = '[units]\n"元" = {}\n"万元" = { base = "元", factor = 10000 }\n"件" = {}\n"比例" = {}\n'
PETITIONS = """\
[register]
id = "petitions"
title = "信访热线"
covers = ["G2"]
row = "一件来信来访"
owner = "zongzhi"
title_field = "matter"
place = "village"
happened = "received_on"

[fields]
matter = { title = "事由", type = "text", required = true }
source = { title = "来源", type = "choice", options = ["来信", "来访"], default = "来信" }
village = { title = "村", type = "place", level = "village" }
received_on = { title = "收到日", type = "date", required = true }
paid = { title = "救助金", type = "money", unit = "万元", maximum = 50 }
phone = { title = "电话", type = "phone" }

[states]
registered = { title = "待受理", light = "waiting", first = true }
closed = { title = "已办结", light = "done", closed = true }

[moves]
close = { title = "办结", event = "closed", from = ["registered"], to = "closed", asks = ["paid"] }

[rules]
not_before = { check = "received_on >= 2000-01-01", message = "收到日太早" }

[figures.received]
title = "信访件收到数"
unit = "件"
formula = "count()"
[[figures.received.checks]]
why = "首尾两天都算"
rows = [{ received_on = 2023-01-01 }, { received_on = 2024-01-01 }]
start = 2023-01-01
end = 2023-12-31
is = 1
"""
REVIEW = """\
[outline]
id = "review"
title = "{town}{period}工作总结"

[[section]]
title = "平安治理"
[[section.paragraph]]
[[section.paragraph.sentence]]
text = "收到信访{petitions.received}件。"
only_if = ["petitions.received"]
"""


def write_catalog(
    root: Path,
    petitions: str = PETITIONS,
    posts: str = POSTS,
    units: str = UNITS,
    outline: str = REVIEW,
) -> Path:
    """The folder with the sample in it, one file or another replaced."""
    files = {
        "township/groups.toml": GROUPS,
        "township/offices.toml": OFFICES,
        "township/posts.toml": posts,
        "township/units.toml": units,
        "order/petitions.toml": petitions,
        "reports/review.toml": outline,
    }
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
