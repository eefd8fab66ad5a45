"""These tests look at the rules of `declare` alone."""

import pytest

from yiben.declare import checks, load


@pytest.fixture(autouse=True)
def no_added_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_added", [])
    load.forget()
