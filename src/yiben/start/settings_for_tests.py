"""Settings for the tests: a data folder of their own for each worker, quick passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "YIBEN_TESTS_FOLDER" not in os.environ:
    os.environ["YIBEN_TESTS_FOLDER"] = tempfile.mkdtemp(prefix="yiben-tests-")
    atexit.register(shutil.rmtree, os.environ["YIBEN_TESTS_FOLDER"], ignore_errors=True)
_folder = Path(os.environ["YIBEN_TESTS_FOLDER"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
_folder.mkdir(parents=True, exist_ok=True)
os.environ["YIBEN_DATA"] = str(_folder)

from yiben.start.settings import *  # noqa: E402, F403
from yiben.start.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in use: in memory there is no WAL, and threads would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "tests.sqlite3")}
# Tests of the second factor ask for it themselves.
SECOND_FACTOR = "off"
