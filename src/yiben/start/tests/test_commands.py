import json
import socket
from decimal import Decimal

import pytest
from pytest_django import Settings

from yiben.kernel.problems import Refused
from yiben.start.arguments import Parser, day
from yiben.start.commands import main, test
from yiben.start.commands.table import COMMANDS
from yiben.start.output import number
from yiben.start.serving import pages


def test_every_command_has_a_module_that_runs() -> None:
    import importlib

    for name in COMMANDS:
        assert callable(importlib.import_module(f"yiben.start.commands.{name}").run), name


def test_a_taken_port_is_told_with_a_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Refused, match=rf"端口{port}已被占用.*--port \d+.*S001"):
            pages.check_port(port)


def test_a_port_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match="70000"):
        pages.check_port(70000)


def test_missing_words_are_asked_for_in_chinese() -> None:
    parser = Parser("figures", "查数据").town().period()

    with pytest.raises(Refused, match=r"缺少 乡镇, --from, --to.*用法：\./yiben figures.*S012"):
        parser.read([])


def test_an_unknown_option_is_named() -> None:
    with pytest.raises(Refused, match="不认识 --tonw"):
        Parser("export", "导出").read(["--tonw"])


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match=r"2023-02-30.*K002"):
        day("2023-02-30", "--as-of")


def test_our_own_fault_is_one_line_and_the_log_holds_no_id_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    from yiben.start.commands import seal
    from yiben.start.places_of_things import data_dir

    def broken(arguments: object) -> int:
        raise RuntimeError("坏了 990101199001011234")

    monkeypatch.setattr(seal, "run", broken)

    assert main.main(["seal"]) == 1
    said = capsys.readouterr().err
    assert "S013" in said and "Traceback" not in said and said.count("\n") == 1
    kept = (data_dir() / "logs" / "errors.log").read_text(encoding="utf-8")
    assert "RuntimeError" in kept and "990101199001011234" not in kept


def test_all_problems_of_a_refused_input_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from yiben.kernel.problems import problem
    from yiben.start.commands import seal

    def refusing(arguments: object) -> int:
        raise Refused([problem("T002", name="甲"), problem("T002", name="乙")])

    monkeypatch.setattr(seal, "run", refusing)

    assert main.main(["seal"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("T002") == 2


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(Decimal("7000000"), "7000000"), (Decimal("0.975"), "0.975"), (Decimal("30.00"), "30"), (None, "null")],
)
def test_numbers_are_json_numbers(value: Decimal | None, wanted: str) -> None:
    assert json.dumps(number(value)) == wanted


def test_what_ci_must_have_is_not_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIBEN_NEED_POSTGRES", "1")

    with pytest.raises(Refused, match=r"PostgreSQL.*S015"):
        test.say_what_is_skipped("")


def test_a_full_disk_and_a_lost_right_have_plain_names() -> None:
    from django.db import OperationalError

    from yiben.start import faults
    from yiben.township.rights import Denied

    full, denied = (
        faults.plain(OperationalError("database or disk is full")),
        faults.plain(Denied("查看", "信访")),
    )

    assert full and full.number == "L012"
    assert denied and denied.number == "T001"
