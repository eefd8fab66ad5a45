"""What was set up from which lock: a step whose stamp still fits is not done again."""

import hashlib
from pathlib import Path


def fingerprint(*parts: Path | str) -> str:
    """One digest over files' contents and words."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


def fits(stamp: Path, value: str) -> bool:
    try:
        return stamp.read_text(encoding="ascii") == value
    except OSError:
        return False


def write(stamp: Path, value: str) -> None:
    """Written last, so that an interrupted step is done again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value, encoding="ascii")


def remove(stamp: Path) -> None:
    stamp.unlink(missing_ok=True)
