"""Keeps the traceback of our own faults where a maintainer finds it."""

import re
import sys
import traceback
from datetime import datetime
from pathlib import Path

from yiben.start.places_of_things import data_dir


def keep(fault: BaseException, during: str) -> Path | str:
    """Write it to logs/errors.log, long digit runs (ID and phone numbers) masked; returns where."""
    text = "".join(traceback.format_exception(fault))
    text = re.sub(r"\d{11,}[Xx]?", "***", text)
    path = data_dir() / "logs" / "errors.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now().isoformat(timespec='seconds')} {during}\n{text}\n")
    except OSError:
        print(text, file=sys.stderr)
        return "上面"
    return path
