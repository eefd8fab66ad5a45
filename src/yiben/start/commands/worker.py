"""`./yiben worker`: what runs by itself; `serve` starts one, a big site may start more on other machines."""

import signal
import threading
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from yiben.kernel.clock import SHANGHAI
from yiben.start import occupied
from yiben.start.arguments import Parser
from yiben.start.book import open_book
from yiben.start.output import print_table
from yiben.start.places_of_things import data_dir

if TYPE_CHECKING:
    from yiben.jobs.worker import Worker


def run(arguments: Sequence[str]) -> int:
    parser = Parser("worker", "运行到点的事：封账、整理数据、每夜备份等。serve 已带一个，不必另开。")
    parser.add_argument("--once", action="store_true", help="把现在到点的做完就停")
    parser.add_argument("--status", action="store_true", help="列出每件事：几点做，上次怎样")
    args = parser.read(arguments)
    open_book()
    if args.status:
        return status()
    with occupied.together(data_dir()):
        if args.once:
            print(f"做了 {worker().once()} 件。")
            return 0
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker().forever(stop)
    return 0


def worker() -> "Worker":
    from yiben.jobs.worker import Worker
    from yiben.start.faults import in_words
    from yiben.start.timetable import TIMETABLE

    return Worker(TIMETABLE, in_words)


def status() -> int:
    from yiben.jobs.standing import standings
    from yiben.start.timetable import TIMETABLE

    rows = [
        (
            s.title,
            s.when,
            s.state,
            _moment(s.due_at),
            _moment(s.ok_at),
            s.ok_said,
            _fault(s.fault_at, s.fault),
        )
        for s in standings(TIMETABLE)
    ]
    print_table(["事项", "几时做", "现状", "下次", "上次做成", "做了什么", "上次出错"], rows)
    return 0


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}" if at else ""


def _fault(at: datetime | None, said: str) -> str:
    return f"{_moment(at)} {said}" if at else ""
