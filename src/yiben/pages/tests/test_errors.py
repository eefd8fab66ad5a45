"""What went wrong is said in Chinese, with the next step and without a traceback."""

import errno
import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from yiben.kernel.problems import refuse
from yiben.ledger import service
from yiben.pages import errors
from yiben.pages.tests.conftest import YOUHAO, People, browser, petition

REQUEST = RequestFactory().get("/registers/")


def test_a_full_disk_is_a_page_that_says_nothing_was_saved() -> None:
    for fault in (
        OperationalError("database or disk is full"),
        OSError(errno.ENOSPC, "No space left on device"),
    ):
        answer = errors.answer(REQUEST, fault)
        assert answer is not None and answer.status_code == 507 and "磁盘已满" in answer.content.decode()


def test_a_fault_of_ours_is_not_dressed_up() -> None:
    assert errors.answer(REQUEST, ValueError("x")) is None
    page = errors.server_error(REQUEST).content.decode()
    assert "程序出错了" in page and "Traceback" not in page


def test_the_api_is_answered_in_its_own_shape() -> None:
    request = RequestFactory().get("/api/nothing")
    for answer, number in ((errors.not_found(request), "P003"), (errors.server_error(request), "P006")):
        assert json.loads(answer.content)["problems"][0]["number"] == number


@pytest.mark.parametrize(("number", "status"), [("L009", 503), ("L011", 503), ("L015", 503), ("T003", 404)])
def test_problems_outside_a_form_answer_with_their_status(number: str, status: int) -> None:
    blanks: dict[str, Any] = {"path": "k", "found": "9", "known": "1", "seconds": 20, "name": "某镇"}
    answer = errors.answer(REQUEST, refuse(number, **blanks))
    assert answer is not None and answer.status_code == status and f"（{number}）" in answer.content.decode()


@pytest.mark.django_db
def test_a_disk_that_fills_while_saving_leaves_what_was_typed(
    staff: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise refuse("L012")

    monkeypatch.setattr(service, "enter", full)
    answer = browser(staff.clerk).post("/registers/petitions/new/", petition(village=YOUHAO))
    page = answer.content.decode()
    assert answer.status_code == 507 and "磁盘已满" in page and "三组道路塌方" in page
