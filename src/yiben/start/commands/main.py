"""Runs one command and turns whatever goes wrong into plain lines: status 2 for the user's, 1 for ours."""

import importlib
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from yiben.kernel.problems import Problem, Refused, problem
from yiben.start.commands.table import COMMANDS, overview
from yiben.start.places_of_things import data_dir


def main(arguments: Sequence[str]) -> int:
    """Exit status of the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print(overview())
        return 0
    name, *rest = arguments
    if name not in COMMANDS:
        return say([problem("S003", command=name, allowed="、".join(COMMANDS))])
    try:
        run: Callable[[Sequence[str]], int] = importlib.import_module(f"yiben.start.commands.{name}").run
        return run(rest)
    except Refused as refused:
        return say(refused.problems)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (head, less) has enough; Python must not complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
        return _other(fault)


def _other(fault: Exception) -> int:
    """Faults that have a plain name though they are no `Refused`, and those that are our own."""
    from yiben.start import faults

    known = faults.plain(fault)
    if known:
        return say([known])
    say([problem("S013", log=_log(fault))])
    return 1


def say(problems: Sequence[Problem]) -> int:
    for one in problems:
        print(one, file=sys.stderr)
    return 2


def _log(fault: Exception) -> Path | str:
    """Keep the traceback where a maintainer finds it, with long digit runs (ID and phone numbers) masked."""
    text = "".join(traceback.format_exception(fault))
    text = re.sub(r"\d{11,}[Xx]?", "***", text)
    path = data_dir() / "logs" / "errors.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now().isoformat(timespec='seconds')} {' '.join(sys.argv[1:2])}\n{text}\n")
    except OSError:
        print(text, file=sys.stderr)
        return "上面"
    return path


def installed() -> int:
    """The `yiben` command of an installed package."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
