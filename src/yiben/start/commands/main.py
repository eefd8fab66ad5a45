"""Runs one command and turns whatever goes wrong into plain lines: status 2 for the user's, 1 for ours."""

import importlib
import os
import sys
from collections.abc import Callable, Sequence

from yiben.kernel.problems import Problem, Refused, problem
from yiben.start.commands.table import COMMANDS, overview


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
    from yiben.start import fault_log, faults

    known = faults.plain(fault)
    if known:
        return say([known])
    say([problem("S013", log=fault_log.keep(fault, " ".join(sys.argv[1:2])))])
    return 1


def say(problems: Sequence[Problem]) -> int:
    for one in problems:
        print(one, file=sys.stderr)
    return 2


def installed() -> int:
    """The `yiben` command of an installed package."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
