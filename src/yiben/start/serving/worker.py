"""The worker that `serve` starts: `python -m yiben.start.serving.worker`."""

import sys
import threading

from yiben.start.book import open_book
from yiben.start.commands.worker import worker
from yiben.start.serving.life import end_with_parent


def main() -> int:
    stop = threading.Event()
    end_with_parent(stop.set)
    open_book()
    worker().forever(stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
