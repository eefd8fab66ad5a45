"""The timetable: every job that runs by itself, one line each. `jobs` runs them; the rooms do the work."""

import os
from datetime import time, timedelta
from pathlib import Path

from yiben.jobs.timetable import Timed, Timetable
from yiben.kernel.problems import refuse


def seal() -> str:
    from yiben.start.commands.seal import seal_finished

    return f"封账 {seal_finished()} 天"


def seal_looks() -> str:
    """Seal the finished days of the look log."""
    from yiben.audit.seals import seal_until
    from yiben.start.commands.seal import finished_until

    return f"看账记录封存 {seal_until(finished_until())} 天"


def list_for_audit() -> str:
    """Take what is new in looks and entries into the audit listing."""
    from yiben.audit.lines import keep_up

    return keep_up()


def find_doubts() -> str:
    """Look for what an auditor should look at."""
    from yiben.audit.doubts import find_all

    return find_all()


def hand_over() -> str:
    """Pass on the records of handovers whose day has come, each town by its own day."""
    from yiben.administration.changes import carry_out_due
    from yiben.start.book import town_clock
    from yiben.township.town_clock import towns

    done = 0
    for town in towns():
        with town_clock(town):
            done += len(carry_out_due(town))
    return f"办理到期的岗位交接 {done} 项"


def count_anew() -> str:
    """Count the limits anew that ran into a year whose holidays are known by now."""
    from yiben.capabilities.cases.anew import count_anew as count
    from yiben.start.book import town_clock
    from yiben.township.town_clock import towns

    counted = left = 0
    for town in towns():
        with town_clock(town):
            done, undone = count(town)
        counted, left = counted + done, left + undone
    return f"重新计算时限 {counted} 件，无人可改 {left} 件"


def make_duties() -> str:
    """Make the duties that are owed, have the open ones follow their assignments, mark the missed."""
    from yiben.capabilities.duties import service
    from yiben.start.book import town_clock
    from yiben.township.town_clock import towns

    told = []
    for town in towns():
        with town_clock(town):
            told.append(service.said(town, service.make_due(town)))
    return "；".join(told)


def fold() -> str:
    """Fold what changed since into each register's Parquet, so that figures stay quick in the morning."""
    from yiben.declare.load import catalog
    from yiben.figures import store
    from yiben.figures.live import FIRST_AT
    from yiben.ledger.models import Record

    done = 0
    for register in catalog().registers.values():
        if Record.objects.filter(register=register.id)[FIRST_AT : FIRST_AT + 1].exists():
            done += store.fold(register, wait=False)
    return f"整理 {done} 本台账的数据"


def search() -> str:
    """Take what is new in the ledger into the search index."""
    from yiben.search.indexing import keep_up

    return keep_up()


def watch() -> str:
    """Turn what is new in the ledger, faults of other jobs and doubts into notices."""
    from yiben.start import telling
    from yiben.talk.watching import catch_up

    return f"{catch_up()}，{telling.tell_faults(TIMETABLE)}，{telling.tell_doubts()}"


def due_soon() -> str:
    """Tell everybody once a working day what is late, due today and due soon."""
    from yiben.talk.due import tell_due

    return tell_due()


def deliver() -> str:
    """Send notices out, by mail and robot, where they are set up."""
    from yiben.talk.delivery import deliver_due

    return deliver_due()


def tidy() -> str:
    """Delete log-ins that have ended, old drafts and what the timetable no longer needs to remember."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.sessions.models import Session

    from yiben.jobs.leases import forget_runs
    from yiben.personal.drafts import forget_old

    before = Session.objects.count()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    ended = before - Session.objects.count()
    return f"清去 {ended} 个过期的登录、{forget_old()} 份旧草稿、{forget_runs()} 条运行记录"


def backup_folder() -> Path | None:
    """Where the nightly backup goes, if this site set it."""
    named = os.environ.get("YIBEN_BACKUP_TO", "")
    return Path(named).expanduser() if named else None


def backups_kept() -> int:
    """How many nightly backups stay; Refused J023 for what is no number."""
    told = os.environ.get("YIBEN_BACKUP_KEEP", "14")
    if not told.isdigit():
        raise refuse("J023", setting="YIBEN_BACKUP_KEEP", value=told)
    return int(told)


def back_up() -> str:
    from yiben.start.backup import passphrase, telling, writing
    from yiben.start.places_of_things import data_dir

    folder = backup_folder()
    assert folder is not None
    folder.mkdir(parents=True, exist_ok=True)
    path = writing.target(folder)
    read = writing.write(data_dir(), path, passphrase.read())
    old = writing.keep_newest(folder, backups_kept())
    telling.refuse_faults(read)
    return f"备份 {path.stat().st_size / 1e6:.1f} MB，{path.name}；删去 {old} 个旧的"


TIMETABLE: Timetable = (
    Timed("search.catch_up", "编入查找的目录", search, every=timedelta(seconds=20)),
    Timed("talk.watch", "写消息", watch, every=timedelta(seconds=30)),
    Timed("talk.due", "到期汇总", due_soon, at=time(8, 0)),
    Timed("talk.deliver", "发出通知", deliver, every=timedelta(minutes=1)),
    Timed("seal", "封账到昨天", seal, at=time(0, 10)),
    Timed("audit.seal", "封存看账记录", seal_looks, at=time(0, 15)),
    Timed("audit.lines", "编入审计清单", list_for_audit, every=timedelta(minutes=1)),
    Timed("audit.doubts", "查疑点", find_doubts, every=timedelta(hours=1)),
    Timed("handover", "办理到期的岗位交接", hand_over, at=time(0, 20)),
    Timed("duties.make", "按频次生成任务、记漏做", make_duties, at=time(0, 30)),
    Timed("cases.count_anew", "放假安排公布后重新计算时限", count_anew, at=time(0, 40)),
    Timed("fold", "整理数据", fold, at=time(1, 0)),
    Timed("tidy", "清理过期的登录和运行记录", tidy, every=timedelta(hours=1)),
    Timed("backup", "每夜备份", back_up, at=time(2, 30), wanted=lambda: backup_folder() is not None),
)
