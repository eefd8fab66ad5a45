"""What opens a backup: a passphrase that somebody chose, or a recovery key that the machine made."""

import base64
import getpass
import os
import sys
from pathlib import Path

from yiben.kernel.problems import refuse
from yiben.start.launch.child import of_machine

SHORTEST = 12
FILE = "YIBEN_BACKUP_PASSPHRASE_FILE"


def read(file: str | None = None, twice: bool = False) -> str:
    """From the file named (`-` is standard input), the one of the setting, or typed on a terminal.

    Refused J010 where there is none, J021 for one too short to keep anybody out.
    """
    found = _found(file or os.environ.get(FILE, ""), twice)
    if not found:
        raise refuse("J010")
    if len(found) < SHORTEST:
        raise refuse("J021", shortest=SHORTEST)
    return found


def _found(file: str, twice: bool) -> str:
    if file == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if file:
        return _of_file(Path(file))
    if not sys.stdin.isatty():
        return ""
    typed = getpass.getpass("备份口令：")
    if twice and getpass.getpass("再输一次：") != typed:
        raise refuse("S018", why="两次输入不一样")
    return typed


def _of_file(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ""
    except OSError as fault:
        raise of_machine(fault, path) from fault
    return lines[0].strip() if lines else ""


def new_key() -> str:
    """A recovery key of 160 bits, in groups that can be copied by hand: letters and digits, no 0, 1 or 8."""
    text = base64.b32encode(os.urandom(20)).decode()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def write_new_key(path: Path) -> str:
    """A new recovery key in a file for its owner only; Refused J012 where the file is there already."""
    key = new_key()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
            kept.write(f"{key}\n")
    except FileExistsError as fault:
        raise refuse("J012", path=path) from fault
    except OSError as fault:
        raise of_machine(fault, path) from fault
    return key
