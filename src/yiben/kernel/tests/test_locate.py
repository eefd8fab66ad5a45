"""Where the catalog is looked for."""

from pathlib import Path

import pytest

from yiben.kernel import locate


def test_the_setting_goes_before_the_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIBEN_CATALOG", str(tmp_path))
    assert locate.catalog_dir() == tmp_path
    monkeypatch.delenv("YIBEN_CATALOG")
    assert locate.catalog_dir().name == "catalog"


def test_installed_the_copy_in_the_package_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "yiben"
    (tmp_path / "catalog").mkdir()
    monkeypatch.setattr(locate, "_PACKAGE", package)
    monkeypatch.setattr(locate, "_TREE", tmp_path)
    monkeypatch.delenv("YIBEN_DEMO", raising=False)
    assert locate.demo_dir() == package / "_demo"
