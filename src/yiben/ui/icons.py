"""Tabler icons as inline svg, read from the front-end packages once and kept."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path("@tabler", "icons", "icons", "outline")


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """The icon as svg that screen readers pass over; empty where the packages are not installed."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        return mark_safe("")
    for root in _roots():
        path = root / FOLDER / f"{name}.svg"
        if path.is_file():
            inner = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.DOTALL)
            return _svg(inner[1].strip() if inner else "")
    return mark_safe("")


def _roots() -> list[Path]:
    """`node_modules` of the source tree, then of the data folder."""
    tree = Path(__file__).resolve().parents[3]
    return [tree / "node_modules", Path(settings.DATA_DIR) / "node_modules"]


def _svg(inner: str) -> SafeString:
    inner = re.sub(r"\s+", " ", inner)
    return mark_safe(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round"'
        f' stroke-linejoin="round" aria-hidden="true">{inner}</svg>'
    )
