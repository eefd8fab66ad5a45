"""A full disk as what the administrator can do about it."""

import errno
from pathlib import Path

from yiben.kernel.problems import refuse


def no_space(fault: OSError, path: Path) -> Exception:
    """J001 for a full disk; other faults stay as they are."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return refuse("J001", path=path)
    return fault
