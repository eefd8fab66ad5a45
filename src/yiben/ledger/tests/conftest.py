"""The small town of the township tests, with an ordinary petition in it."""

from yiben.township.tests.conftest import (
    DAY,
    ELSEWHERE,
    ID_NO,
    JIANTIAN,
    OTHER_ID,
    TOWN,
    YOUHAO,
    People,
    small_town,
    staff,
)

__all__ = [
    "DAY",
    "ELSEWHERE",
    "ID_NO",
    "JIANTIAN",
    "OTHER_ID",
    "TOWN",
    "YOUHAO",
    "People",
    "petition",
    "small_town",
    "staff",
]


def petition(**changes: object) -> dict[str, object]:
    """Values of an ordinary petition, with some changed."""
    return {
        "matter": "三组道路塌方，请求清理",
        "source": "来信",
        "village": "友好村",
        "received_on": "2023-05-06",
        "person": "向某某",
        "id_no": ID_NO,
        "phone": "19900000001",
        "amount": "1200.50",
    } | changes
