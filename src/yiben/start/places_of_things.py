"""Where the data folder, the secret and the front-end packages lie."""

import os
import secrets
from pathlib import Path

TREE = Path(__file__).resolve().parents[3]
FRONT_END = ("echarts/dist/echarts.min.js", "htmx.org/dist/htmx.min.js")


def data_dir() -> Path:
    """`YIBEN_DATA`, else `data/` in the source tree, else `~/.yiben` where Yiben was installed."""
    named = os.environ.get("YIBEN_DATA")
    if named:
        return Path(named).expanduser().resolve()
    return TREE / "data" if (TREE / "pyproject.toml").exists() else Path.home() / ".yiben"


def private(folder: Path) -> None:
    """Make the folder, for its owner only: it holds the keys beside what they open."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def secret_key(data: Path) -> str:
    """The session secret: made once a data folder, readable by its owner only."""
    path = data / "secret.txt"
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    made = secrets.token_urlsafe(48)
    try:
        private(data)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(made)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    return made


def front_end_dirs() -> list[tuple[str, Path]]:
    """Each package's dist folder under its own name, as Django's STATICFILES_DIRS wants it."""
    root = next((r for r in (TREE / "node_modules", data_dir() / "node_modules") if r.is_dir()), None)
    if root is None:
        return []
    return [(Path(name).parts[0], (root / name).parent) for name in FRONT_END if (root / name).exists()]
