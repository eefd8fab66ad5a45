"""The jobs of the timetable, each run as the worker runs it."""

from pathlib import Path

import pytest
from django.contrib.sessions.models import Session

from yiben.jobs.models import Job
from yiben.jobs.worker import Worker
from yiben.kernel import clock
from yiben.kernel.problems import Refused, refuse
from yiben.ledger.keys import ring
from yiben.start import faults, timetable
from yiben.start.backup import checking, snapshot, writing

PHRASE = "correct horse battery"
pytestmark = [pytest.mark.services]


@pytest.fixture
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a nightly backup."""
    file = tmp_path / "口令.txt"
    file.write_text(PHRASE)
    monkeypatch.setenv("YIBEN_BACKUP_TO", str(tmp_path / "backups"))
    monkeypatch.setenv("YIBEN_BACKUP_PASSPHRASE_FILE", str(file))
    monkeypatch.setenv("YIBEN_BACKUP_KEEP", "2")
    return tmp_path / "backups"


def test_every_job_has_a_name_of_its_own() -> None:
    names = [timed.name for timed in timetable.TIMETABLE]

    assert len(set(names)) == len(names)


@pytest.mark.django_db
def test_a_night_seals_folds_and_tidies() -> None:
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=clock.now())
    for timed in timetable.TIMETABLE:
        if timed.name in ("seal", "fold", "tidy"):
            assert timed.run()
    assert Session.objects.count() == 0


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
def test_the_nightly_backup_is_whole_and_only_the_newest_stay(
    set_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring()
    set_up.mkdir()
    for day in (1, 2, 3):
        (set_up / f"yiben-2026010{day}-020000.yiben").touch()
    (set_up / "别的.yiben").touch()

    assert "删去 2 个旧的" in timetable.back_up()
    names = sorted(path.name for path in set_up.iterdir())
    assert names[0] == "yiben-20260103-020000.yiben" and names[-1] == "别的.yiben" and len(names) == 3
    read = checking.check(set_up / names[1], PHRASE)
    assert read.manifest.entries == 0 and read.about.key


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_leaves_no_half_backup_and_is_told(set_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring()
    set_up.mkdir()
    import errno

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "x")

    monkeypatch.setattr(writing, "_rows", full)
    with pytest.raises(Refused, match="J001"):
        timetable.back_up()
    assert list(set_up.iterdir()) == []


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
def test_a_key_file_of_another_ledger_is_no_part_of_a_backup(
    set_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring()
    with snapshot.taken() as shot:
        shot.key_files = {"keys.json": b"{}"}
        with pytest.raises(Refused, match="L010"):
            writing._keys(shot)
        shot.key_files = {}
        with pytest.raises(Refused, match="L009"):
            writing._keys(shot)


def test_without_a_folder_no_backup_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YIBEN_BACKUP_TO", raising=False)
    (nightly,) = (timed for timed in timetable.TIMETABLE if timed.name == "backup")

    assert not nightly.wanted()
    monkeypatch.setenv("YIBEN_BACKUP_TO", "/backups")
    assert nightly.wanted()


def test_a_setting_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIBEN_BACKUP_KEEP", "十四")

    with pytest.raises(Refused, match="J023"):
        timetable.backups_kept()


@pytest.mark.django_db
def test_a_job_that_fails_tells_the_administrator_in_words_and_never_a_traceback() -> None:
    from yiben.jobs.timetable import Timed, always

    def broken() -> str:
        raise RuntimeError("内部 990101199001011234")

    def refused() -> str:
        raise refuse("J010")

    from datetime import timedelta

    hour = timedelta(hours=1)
    jobs = [Timed("a", "甲", broken, every=hour), Timed("b", "乙", refused, every=hour, wanted=always)]
    assert Worker(jobs, faults.in_words).once() == 2
    told = dict(Job.objects.values_list("name", "fault"))
    assert "S013" in told["a"] and "RuntimeError" not in told["a"] and "J010" in told["b"]
