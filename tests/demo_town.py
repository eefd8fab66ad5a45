"""A small demo in a data folder of its own, and the commands run on it as a user would."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TREE = Path(__file__).parents[1]
LOAD = """
import sys
from pathlib import Path
from yiben.start.demo_loading import load
load(Path(sys.argv[1]), scale=0.06)
"""
PASSING = shutil.ignore_patterns("*-shm")
"""What SQLite keeps only while somebody has the database open: gone in the middle of a copy."""
NOT_OURS = ("YIBEN_DATABASE", "DJANGO_SETTINGS_MODULE", "PYTEST_CURRENT_TEST")


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class DemoTown:
    data: Path

    def run(self, *arguments: str, **env: str) -> Said:
        return self._python("-m", "yiben.start.commands.main", *arguments, **env)

    def load(self) -> None:
        said = self._python("-c", LOAD, str(self.data))
        assert said.status == 0, said.err

    def _python(self, *arguments: str, **env: str) -> Said:
        kept = {k: v for k, v in os.environ.items() if k not in NOT_OURS}
        ours = {"YIBEN_DATA": str(self.data), "PYTHONPATH": str(TREE / "src")}
        done = subprocess.run(
            [sys.executable, *arguments],
            capture_output=True,
            text=True,
            cwd=self.data.parent,
            env=kept | ours | env,
            timeout=300,
        )
        return Said(done.returncode, done.stdout, done.stderr)
