"""Packs a bundle: one folder in a tar.gz with the sums of all its files, so that a copy can be checked."""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterable
from pathlib import Path

from yiben.start.launch import stamps

SUMS = "SHA256SUMS"
STAMP = "node_modules/.yiben-stamp"


def pack(out: Path, folder: str, tree: Path, files: Iterable[Path], wheels: Iterable[Path]) -> int:
    """Write the bundle and its own sum beside it; returns how many files are in it."""
    inside = {path.relative_to(tree).as_posix(): path for path in files}
    inside |= {f"wheels/{path.name}": path for path in wheels}
    sums: list[str] = []
    unfinished = out.with_name(f"{out.name}.part")
    try:
        with tarfile.open(unfinished, "w:gz", compresslevel=6) as tar:
            for name in sorted(inside):
                tar.add(inside[name], f"{folder}/{name}", recursive=False, filter=_anybodys)
                sums.append(f"{digest(inside[name])}  {name}")
            # The launcher finds the front-end packages set up, and asks nobody for them.
            stamp = stamps.fingerprint(tree / "package-lock.json").encode()
            _add(tar, f"{folder}/{STAMP}", stamp)
            sums.append(f"{hashlib.sha256(stamp).hexdigest()}  {STAMP}")
            _add(tar, f"{folder}/{SUMS}", ("\n".join(sums) + "\n").encode())
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    out.with_name(f"{out.name}.sha256").write_text(f"{digest(out)}  {out.name}\n", encoding="ascii")
    return len(sums)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _anybodys(told: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nobody's name and no more rights than needed; what can be run stays so."""
    told.uid = told.gid = 0
    told.uname = told.gname = ""
    told.mode = 0o755 if told.mode & 0o100 else 0o644
    return told


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    told = tarfile.TarInfo(name)
    told.size, told.mode = len(content), 0o644
    told.mtime = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    tar.addfile(told, io.BytesIO(content))
