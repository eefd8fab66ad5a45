"""`./yiben …` on a bare Python: sets up what is missing, then hands over to the real command.

Everything in this folder runs before anything is installed, so it imports the standard library only
(and the problem texts, which need no more).
"""

import os
import sys
from collections.abc import Sequence

from yiben.kernel.problems import Refused, refuse
from yiben.start.commands.table import COMMANDS, overview
from yiben.start.launch import child, english, steps
from yiben.start.launch.lock import one_at_a_time
from yiben.start.places_of_things import TREE


def main(arguments: Sequence[str]) -> int:
    """Set up and run; comes back only when nothing was run."""
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print(overview())
        return 0
    try:
        if arguments[0] not in COMMANDS:
            raise refuse("S003", command=arguments[0], allowed="、".join(COMMANDS))
        wanted = [s for s in steps.for_command(arguments[0]) if not s.stands()]
        if wanted:
            with one_at_a_time(TREE / ".yiben"):
                steps.carry_out(steps.for_command(arguments[0]))
    except Refused as refused:
        return tell(refused)
    except OSError as fault:
        return tell(child.of_machine(fault, TREE))
    except KeyboardInterrupt:
        print("\n已停下，再运行一次会接着做。 / Stopped; run it again to go on.", file=sys.stderr)
        return 130
    python = str(steps.PYTHON)
    os.execve(python, [python, "-m", "yiben.start.commands.main", *arguments], surroundings())


def tell(refused: Refused) -> int:
    for fault in refused.problems:
        print(fault, english.line(fault.number), sep="\n", file=sys.stderr)
    return 2 if refused.problems[0].number == "S003" else 1


def surroundings() -> dict[str, str]:
    """The environment for the real command: the tree's own packages, nothing of another venv."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "VIRTUAL_ENV")}
    return kept | {"PYTHONPATH": str(TREE / "src")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
