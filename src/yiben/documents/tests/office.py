"""LibreOffice for tests: Word to PDF and pictures, Debian's fonts standing in for Chinese ones."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_STAND_INS = {
    "方正小标宋简体": "Noto Serif CJK SC",
    "仿宋_GB2312": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "楷体_GB2312": "AR PL KaitiM GB",
    "黑体": "Noto Sans CJK SC",
    "Times New Roman": "Liberation Serif",
}


def to_pdf(paper: Path) -> Path:
    """The paper as PDF; skips where LibreOffice is missing, unless YIBEN_NEED_OFFICE=1 asks for it."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("YIBEN_NEED_OFFICE") == "1":
            pytest.fail("soffice is missing and YIBEN_NEED_OFFICE=1")
        pytest.skip("soffice (LibreOffice Writer) is not installed")
    folder = paper.parent
    fonts = folder / "fonts.conf"
    fonts.write_text(_fonts(), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(paper)]
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder)}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
    return paper.with_suffix(".pdf")


def to_pictures(pdf: Path, dpi: int = 60) -> list[Path]:
    """The pages as PNG; none where pdftoppm is missing."""
    if shutil.which("pdftoppm") is None:
        return []
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def _fonts() -> str:
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{named}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{other}</string></edit></match>'
        for named, other in _STAND_INS.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{rules}</fontconfig>'
    )
