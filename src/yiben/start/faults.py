"""Faults of the machine (disk, database, rights) as the plain problems that they are for a user."""

import errno

from yiben.kernel.problems import Problem, Refused, problem
from yiben.start import fault_log
from yiben.start.places_of_things import data_dir


def plain(fault: Exception) -> Problem | None:
    """The problem to tell, or None when the fault is our own."""
    from django.apps import apps

    if apps.ready:
        known = _of_the_ledger(fault)
        if known:
            return known
    if isinstance(fault, PermissionError | IsADirectoryError | NotADirectoryError):
        return problem("S002", path=fault.filename, why=fault.strerror)
    if isinstance(fault, OSError) and fault.errno == errno.EROFS:
        return problem("S002", path=fault.filename or data_dir(), why="只读")
    return None


def _of_the_ledger(fault: Exception) -> Problem | None:
    from django.db import OperationalError

    from yiben.ledger.gate import said
    from yiben.township.rights import Denied

    if isinstance(fault, Denied):
        return problem("T001", action=fault.action, what=fault.what)
    known = said(fault)
    if isinstance(known, Refused):
        return known.problems[0]
    if isinstance(fault, OperationalError) and "readonly database" in str(fault):
        return problem("S002", path=data_dir(), why="只读")
    if isinstance(fault, OperationalError):
        return problem("S005", why=str(fault).strip())
    return None


def in_words(fault: Exception) -> str:
    """Any fault in a line for the administrator; one that is our own goes to the log with its traceback."""
    if isinstance(fault, Refused):
        return "；".join(map(str, fault.problems))
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return str(problem("J001", path=fault.filename or data_dir()))
    known = plain(fault)
    return str(known or problem("S013", log=fault_log.keep(fault, "worker")))
