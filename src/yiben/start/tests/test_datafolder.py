from pathlib import Path

import pytest
from django.db import connection

from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger.models import Entry, Mark
from yiben.start import datafolder, demo_loading
from yiben.start.commands import demo
from yiben.start.version import DATA_VERSION


def test_a_folder_from_a_newer_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "VERSION").write_text(f"{DATA_VERSION + 1} demo\n")

    with pytest.raises(Refused, match=f"较新的版本（{DATA_VERSION + 1}）.*L011"):
        datafolder.check(tmp_path)


def test_a_version_that_nobody_can_read_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "VERSION").write_text("第二版\n")

    with pytest.raises(Refused, match="L011"):
        datafolder.check(tmp_path)


def test_without_a_ledger_the_way_to_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"\./yiben demo.*S004"):
        datafolder.check(tmp_path)


def test_a_load_that_was_cut_off_is_no_ledger_and_is_wiped(tmp_path: Path) -> None:
    datafolder.begin_loading(tmp_path)
    (tmp_path / "yiben.sqlite3").write_text("half")

    with pytest.raises(Refused, match="S004"):
        datafolder.check(tmp_path)
    assert demo.to_be_loaded(tmp_path, fresh=False)
    datafolder.wipe(tmp_path)
    assert not (tmp_path / "yiben.sqlite3").exists()


def test_a_loaded_demo_is_kept(tmp_path: Path) -> None:
    datafolder.begin_loading(tmp_path)
    (tmp_path / "yiben.sqlite3").touch()
    datafolder.loaded(tmp_path)

    assert datafolder.is_demo(tmp_path)
    assert not demo.to_be_loaded(tmp_path, fresh=False)
    assert (tmp_path / "yiben.sqlite3").exists()


def test_fresh_takes_what_yiben_wrote_and_nothing_else(tmp_path: Path) -> None:
    datafolder.begin_loading(tmp_path)
    datafolder.loaded(tmp_path)
    for name in ("yiben.sqlite3", "keys.json", "我的笔记.txt"):
        (tmp_path / name).touch()
    (tmp_path / "files" / "ab").mkdir(parents=True)

    assert demo.to_be_loaded(tmp_path, fresh=True)
    datafolder.wipe(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["LOADING", "我的笔记.txt"]


@pytest.mark.parametrize("fresh", [False, True])
def test_a_real_ledger_is_never_taken_for_a_demo(tmp_path: Path, fresh: bool) -> None:
    datafolder.write_version(tmp_path, demo=False)
    (tmp_path / "yiben.sqlite3").touch()

    with pytest.raises(Refused, match="S020"):
        demo.to_be_loaded(tmp_path, fresh)
    assert (tmp_path / "yiben.sqlite3").exists()


def test_a_database_of_unknown_origin_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "yiben.sqlite3").touch()

    with pytest.raises(Refused, match="S020"):
        demo.to_be_loaded(tmp_path, fresh=True)
    assert (tmp_path / "yiben.sqlite3").exists()


@pytest.mark.django_db
def test_a_real_ledger_in_postgresql_is_never_taken_for_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Entry(seq=1, client_id="甲", town="422802101", town_seq=1, version=1)
    entry.at, entry.day = clock.now(), clock.today()
    entry.save()
    monkeypatch.setattr(connection, "vendor", "postgresql")

    with pytest.raises(Refused, match="S020"):
        demo_loading.refuse_foreign_database()
    Mark.objects.create(name=demo_loading.DEMO, value="1")
    demo_loading.refuse_foreign_database()


def test_without_its_database_a_demo_is_loaded_again(tmp_path: Path) -> None:
    datafolder.begin_loading(tmp_path)
    datafolder.loaded(tmp_path)

    with pytest.raises(Refused, match="S004"):
        datafolder.check(tmp_path)
    assert demo.to_be_loaded(tmp_path, fresh=False)


def test_a_version_that_is_no_text_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "VERSION").write_bytes(b"\xff\xfe1")

    assert not datafolder.is_demo(tmp_path)
    with pytest.raises(Refused, match="L011"):
        datafolder.check(tmp_path)
