"""Faults of the machine (disk, database, rights) as the plain problems that they are for a user."""

from yiben.kernel.problems import Problem, Refused, problem


def plain(fault: Exception) -> Problem | None:
    """The problem to tell, or None when the fault is our own."""
    from django.apps import apps

    if apps.ready:
        known = _of_the_ledger(fault)
        if known:
            return known
    if isinstance(fault, PermissionError | IsADirectoryError | NotADirectoryError):
        return problem("S002", path=fault.filename, why=fault.strerror)
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
    if isinstance(fault, OperationalError):
        return problem("S005", why=str(fault).strip())
    return None
