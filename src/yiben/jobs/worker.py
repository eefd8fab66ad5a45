"""Runs what is due, one job after another, until told to stop."""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connections

from yiben.jobs import leases
from yiben.jobs.leases import BEAT, Lease
from yiben.jobs.timetable import Timed, Timetable
from yiben.kernel.problems import Refused

log = logging.getLogger(__name__)
LOOK_EVERY = 5.0
"""Seconds between two looks at the timetable."""
Words = Callable[[Exception], str]
"""A fault in words for the administrator; whoever starts the worker knows how."""


def own_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


class Worker:
    def __init__(self, timetable: Timetable, words: Words, name: str = "") -> None:
        self.timetable, self.words = timetable, words
        self.name = name or own_name()

    def once(self, stop: threading.Event | None = None) -> int:
        """Run everything that is due now; returns how many runs there were."""
        leases.enrol(self.timetable)
        leases.reap(self.timetable)
        done = 0
        for timed in leases.due(self.timetable):
            if stop is not None and stop.is_set():
                break
            lease = leases.take(timed, self.name)
            if lease is not None:
                self._run(timed, lease)
                done += 1
        return done

    def forever(self, stop: threading.Event) -> None:
        """Look again and again; a database that is away for a while is waited for."""
        while not stop.is_set():
            try:
                close_old_connections()
                self.once(stop)
            except (DatabaseError, Refused) as fault:
                log.warning("worker: %s", self.words(fault))
                connections.close_all()
            stop.wait(LOOK_EVERY)
        connections.close_all()

    def _run(self, timed: Timed, lease: Lease) -> None:
        with _Beat(lease):
            try:
                said = timed.run()
            except Exception as fault:
                self._failed(timed, lease, fault)
            else:
                leases.succeed(timed, lease, said)

    def _failed(self, timed: Timed, lease: Lease, fault: Exception) -> None:
        # The fault may have left the connection unusable.
        if isinstance(fault, DatabaseError):
            close_old_connections()
        leases.fail(timed, lease, self.words(fault))


class _Beat:
    """Renews the lease beside the work, on a database connection of its own."""

    def __init__(self, lease: Lease) -> None:
        self.lease = lease
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._beat, name="beat", daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *fault: object) -> None:
        self.done.set()
        self.thread.join(timeout=30)

    def _beat(self) -> None:
        try:
            while not self.done.wait(BEAT.total_seconds()):
                try:
                    if not leases.renew(self.lease):
                        log.warning("worker: the lease of %s was lost", self.lease.job)
                        return
                except (DatabaseError, Refused) as fault:
                    log.warning("worker: the lease of %s was not renewed: %s", self.lease.job, fault)
        finally:
            connections.close_all()
