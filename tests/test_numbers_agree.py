"""Random records entered through the API; every figure recomputed here from the list that the API gives.

Nothing of the figures' own code is used for the other side: only the list, read as a clerk would read it.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from yiben.declare import load
from yiben.kernel import clock
from yiben.ledger.indexes import ensure_indexes
from yiben.township import people, places

pytestmark = [pytest.mark.django_db, pytest.mark.services]
TOWN = "422802101"
START, END = date(2023, 1, 1), date(2023, 6, 30)
ORDER = "/api/registers/petitions/records"


@pytest.fixture
def clerk() -> Iterator[Client]:
    load.forget()
    places.forget()
    places.load_places()
    people.open_town(TOWN)
    ensure_indexes(load.catalog().registers.values())
    account = people.account("clerk", "田示例")
    people.appoint(account, people.post("clerk_zongzhi", TOWN), date(2020, 1, 1))
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    yield browser
    places.forget()


def sent(browser: Client, method: str, path: str, body: object) -> dict[str, Any]:
    answer = getattr(browser, method)(path, json.dumps(body, default=str), content_type="application/json")
    assert answer.status_code in (200, 201), answer.content.decode()
    found: dict[str, Any] = answer.json()
    return found


def a_petition(chance: random.Random, villages: list[str]) -> dict[str, Any]:
    received = date(2022, 11, 1) + timedelta(days=chance.randrange(260))
    return {
        "matter": f"第{chance.randrange(10**6)}件",
        "source": chance.choice(["来信", "来访", "来电", "阳光信访"]),
        "village": chance.choice(villages),
        "request_kind": "咨询求助",
        "category": chance.choice(["道路交通", "供水供电"]),
        "received_on": received,
        "due_on": received + timedelta(days=chance.choice([5, 15, 60])),
    }


def work(browser: Client, chance: random.Random, record: str, received: date) -> None:
    """What may happen to a petition after it was entered, each with its chance."""
    path = f"/api/records/{record}"
    if chance.random() < 0.8:
        accepted = {"accepted_on": received, "handling_unit": "村委会"}
        sent(browser, "post", f"{path}/moves/accept", {"values": accepted})
        if chance.random() < 0.8:
            closed = received + timedelta(days=chance.randrange(80))
            sent(
                browser,
                "post",
                f"{path}/moves/close",
                {"values": {"closed_on": closed, "result": "解释疏导", "reply": "已说明"}},
            )
    if chance.random() < 0.15:
        sent(browser, "patch", path, {"changes": {"source": "来信", "category": "其他"}, "why": "来源录错"})
    if chance.random() < 0.08:
        sent(browser, "post", f"{path}/void", {"why": "重复登记"})


def listed(browser: Client) -> list[dict[str, Any]]:
    """Every row of the list, page by page."""
    rows: list[dict[str, Any]] = []
    while True:
        page = browser.get(ORDER, {"page": len(rows) // 40 + 1, "size": 40}).json()
        rows += page["records"]
        if len(rows) >= page["total"]:
            return rows


def by_hand(rows: list[dict[str, Any]]) -> dict[str, float | None]:
    """The figures of the register, from the rows alone."""
    here = [r | r["values"] for r in rows]
    start, end = START.isoformat(), END.isoformat()
    flow = [r for r in here if start <= r["received_on"] <= end]
    done = [r for r in flow if r["state"] == "closed"]
    shut = [r for r in here if r["state"] == "closed" and start <= r["closed_on"] <= end]
    due = [r for r in here if start <= r["due_on"] <= end]
    in_time = [r for r in due if r["state"] == "closed" and r["closed_on"] <= r["due_on"]]
    standing = [r for r in here if r["received_on"] <= end and not (r["closed_on"] or "9") <= end]
    days = [(date.fromisoformat(r["closed_on"]) - date.fromisoformat(r["received_on"])).days for r in shut]
    return {
        "received": len(flow),
        "letters_visits_received": sum(r["source"] in ("来信", "来访") for r in flow),
        "closed": len(shut),
        "closed_share": len(done) / len(flow) if flow else None,
        "in_time_share": len(in_time) / len(due) if due else None,
        "mean_days": sum(days) / len(days) if days else None,
        "open_now": len(standing),
        "overdue": sum(r["due_on"] < end for r in standing),
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_is_what_the_list_says(clerk: Client, seed: int) -> None:
    chance = random.Random(seed)
    with clock.stated(date(2023, 10, 12), timedelta(seconds=1)):
        villages = [v.code for v in places.villages(TOWN)][:5]
        values = [a_petition(chance, villages) for _ in range(90)]
        written = sent(clerk, "post", ORDER, [{"values": v} for v in values])["written"]
        for one, entered in zip(written, values, strict=True):
            work(clerk, chance, one["record"], entered["received_on"])
        rows = listed(clerk)
        wanted = by_hand(rows)
        ids = ",".join(f"petitions.{n}" for n in wanted)
        asked = {"from": START.isoformat(), "to": END.isoformat(), "town": TOWN, "ids": ids}
        found = clerk.get("/api/figures", asked | {"by": "village"}).json()["figures"]
        for figure in found:
            name = figure["id"].partition(".")[2]
            assert figure["value"] == pytest.approx(wanted[name]), name
            behind = clerk.get(f"/api/figures/{figure['id']}/rows", asked).json()["rows"]
            assert len(behind) == figure["rows"], name
        received = next(f for f in found if f["id"] == "petitions.received")
        hand = Counter(
            r["place"] for r in rows if START.isoformat() <= r["values"]["received_on"] <= END.isoformat()
        )
        assert {c["key"]: c["value"] for c in received["cells"] if c["value"]} == hand
