"""In which language the system speaks to whoever asks now: Chinese, or English where a person chose it.

What is kept (entries, looks, reports) is always Chinese; language is a matter of showing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

CHINESE, ENGLISH = "zh-hans", "en"
LANGUAGES = {CHINESE: "简体中文", ENGLISH: "English"}

_spoken: ContextVar[str] = ContextVar("spoken", default=CHINESE)


def spoken() -> str:
    """The language of the request or command that runs now."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Run the block in a language; an unknown one counts as Chinese."""
    token = _spoken.set(language if language in LANGUAGES else CHINESE)
    try:
        yield
    finally:
        _spoken.reset(token)
