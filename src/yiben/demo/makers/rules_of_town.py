"""本镇时限规定, 放假调休, 频次约定: what the town set for itself. Limits and papers are invented."""

from datetime import date
from typing import Any

from yiben.demo.town import Town

LIMITS = "time_limits"
CALENDAR = "calendar_days"
FREQUENCIES = "duty_frequencies"
PAPER = "镇办示例〔2023〕2号"


def make_limits(town: Town) -> None:
    """Promises shorter than the law, the town's own in place of defaults, and one that was repealed."""
    plan, by = town.plan, town.keeper(LIMITS)
    for rule, values in OWN.items():
        plan.enter(LIMITS, {"rule": rule, "source": PAPER, **values}, date(2023, 1, 9), by)
    loose: dict[str, Any] = {
        "rule": "工单退回", "amount": 3, "unit": "工作日", "valid_from": date(2023, 1, 10),
        "source": "镇办示例〔2023〕1号",
    }  # fmt: skip
    record = plan.enter(LIMITS, loose, date(2023, 1, 9), by)
    why = "市里要求2个工作日内退回，本条废止"
    plan.correct(LIMITS, record, {"valid_until": date(2023, 4, 30)}, why, date(2023, 4, 27), by)


OWN: dict[str, dict[str, Any]] = {
    "农村建房审批": {
        "amount": 20, "unit": "工作日", "promised": 10, "valid_from": date(2023, 1, 10),
        "note": "镇便民服务中心公开承诺",
    },
    "行政许可决定": {
        "amount": 20, "unit": "工作日", "promised": 12, "valid_from": date(2023, 1, 10),
    },
    "工单签收": {"amount": 3, "unit": "工作小时", "valid_from": date(2023, 1, 10)},
    "督办事项领办": {"amount": 1, "unit": "工作日", "valid_from": date(2023, 1, 10)},
}  # fmt: skip


def make_calendar(town: Town) -> None:
    """A local holiday after the demo day, so that limits still running skip it, and summer hours."""
    plan, by = town.plan, town.keeper(CALENDAR)
    for values in STRETCHES:
        plan.enter(CALENDAR, values, date(2023, 5, 29), by)


STRETCHES: tuple[dict[str, Any], ...] = (
    {
        "occasion": "地方节日放假（示例）", "kind": "放假",
        "from_on": date(2023, 10, 20), "to_on": date(2023, 10, 20),
        "applies_to": "全市（州）", "document": "州政府办示例通知（2023年）",
    },
    {
        "occasion": "夏季作息", "kind": "作息", "from_on": date(2023, 6, 1), "to_on": date(2023, 9, 30),
        "hours": "08:00-12:00 15:00-18:00", "applies_to": "本镇", "document": PAPER,
    },
)  # fmt: skip


def make_frequencies(town: Town) -> None:
    """Safety rounds of the villages are made oftener in the rains."""
    values = {
        "rule": "村级安全巡查", "every": "周", "times": 1, "first_month": 5, "last_month": 9,
        "source": PAPER, "valid_from": date(2023, 5, 1), "valid_until": date(2023, 9, 30),
        "note": "汛期加密",
    }  # fmt: skip
    town.plan.enter(FREQUENCIES, values, date(2023, 4, 27), town.keeper(FREQUENCIES))
