"""Where the business catalog and the demo facts lie on this machine."""

import os
from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_TREE = _PACKAGE.parents[1]


def catalog_dir() -> Path:
    """`YIBEN_CATALOG`, else `catalog/` of the source tree, else the copy installed with the package."""
    return _find("YIBEN_CATALOG", "catalog", "_catalog")


def demo_dir() -> Path:
    """`YIBEN_DEMO_FACTS`, else `demo/` of the source tree, else the copy installed with the package."""
    return _find("YIBEN_DEMO_FACTS", "demo", "_demo")


def _find(variable: str, in_tree: str, installed: str) -> Path:
    named = os.environ.get(variable)
    if named:
        return Path(named).expanduser().resolve()
    return _unnamed(_TREE / in_tree, _PACKAGE, installed)


@lru_cache(maxsize=4)
def _unnamed(ours: Path, package: Path, installed: str) -> Path:
    """Asked of the disk once: the catalog is looked for at every call."""
    # Installed, the folder above the package is site-packages, where a stranger's `catalog` may lie.
    return ours if ours.is_dir() and package.parent.name == "src" else package / installed
