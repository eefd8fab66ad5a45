"""The small town with one more register, whose records an engine has a hand in, and a leader who approves."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from yiben.declare import load
from yiben.ledger import shapes
from yiben.ledger.shapes import Engine

ORDERS = """
[register]
id = "orders"
title = "督办事项"
covers = ["A6"]
row = "一件督办"
owner = "zongzhi"
noun = "件"
number_form = "督办〔{year}〕{n:03}号"
title_field = "matter"
place = "village"
happened = "given_on"
closed = "closed_on"
due = "due_on"

[fields]
matter = { title = "事项", type = "text", required = true }
village = { title = "村", type = "place", level = "village" }
given_on = { title = "交办日", type = "date", required = true }
due_on = { title = "限期", type = "date" }
closed_on = { title = "办结日", type = "date" }
lead = { title = "责任人", type = "staff" }
signed_at = { title = "签收时刻", type = "moment" }
kind = { title = "类别", type = "choice", options = ["会议", "批示"], options_from = "order_kinds" }
proof_note = { title = "凭据", type = "text" }

[uses.cases]
[states]
given = { title = "待办", light = "waiting", first = true }
doing = { title = "在办", light = "working" }
closed = { title = "办结", light = "done", closed = true }
[moves.sign]
title = "领办"
kind = "sign"
event = "signed"
from = ["given"]
to = "doing"
may_ask = ["signed_at", "lead"]
[moves.close]
title = "办结"
kind = "close"
event = "closed"
from = ["doing"]
to = "closed"
asks = ["closed_on"]
may_ask = ["proof_note"]
proof = "proof_note"
[moves.check]
title = "复查"
kind = "check"
event = "checked"
from = ["closed"]
to = "closed"
who = "another"
[moves.strike]
title = "销号"
event = "struck"
from = ["closed"]
to = "closed"
who = "giver"
[moves.stop]
title = "中止"
kind = "suspend"
event = "stopped"
from = ["given", "doing"]
to = "doing"
who = "approver"
reason = true
"""
KINDS = """
[register]
id = "order_kinds"
title = "督办类别"
covers = ["A6"]
row = "一类"
owner = "zongzhi"
title_field = "name"
place = ""
happened = "since"
[fields]
name = { title = "类别", type = "text", required = true }
since = { title = "起用日", type = "date", required = true }
"""


@pytest.fixture
def orders(small_town: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The town keeps 督办事项 too."""
    root = tmp_path / "catalog"
    shutil.copytree(Path(__file__).parents[2] / "township" / "tests" / "catalog", root)
    (root / "order" / "orders.toml").write_text(ORDERS, encoding="utf-8")
    (root / "order" / "order_kinds.toml").write_text(KINDS, encoding="utf-8")
    posts = root / "township" / "posts.toml"
    said = posts.read_text(encoding="utf-8").replace('can = ["read"]', 'can = ["read", "approve"]')
    posts.write_text(said, encoding="utf-8")
    monkeypatch.setenv("YIBEN_CATALOG", str(root))
    load.forget()
    yield
    load.forget()


@pytest.fixture
def no_engine() -> Iterator[dict[str, Engine]]:
    """Engines as this test offers them, and the real ones back afterwards."""
    real = dict(shapes._engines)
    shapes._engines.clear()
    yield shapes._engines
    shapes._engines.clear()
    shapes._engines.update(real)
