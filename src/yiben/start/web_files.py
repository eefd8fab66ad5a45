"""The front-end packages of an installed Yiben; in the source tree the launcher has fetched them."""

import sys
from pathlib import Path

from yiben.start import frontend
from yiben.start.places_of_things import TREE, data_dir

PACKED = Path(__file__).resolve().parents[1] / "_frontend"


def ensure() -> None:
    """Fetch the packages if they are missing; a second call does nothing."""
    if (TREE / "package.json").exists():
        return
    data = data_dir()
    if not frontend.stands(PACKED, data):
        print("取得网页组件……", file=sys.stderr, flush=True)
        frontend.install(PACKED, data, Path(sys.executable), data / "logs" / "setup.log")
