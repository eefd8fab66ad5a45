"""Settings of the writing process: only what writing needs, on an SQLite file of its own."""

import os
from pathlib import Path

SECRET_KEY = "only for a test's own process"
DATA_DIR = Path(os.environ["YIBEN_DATA"])
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "yiben.township",
    "yiben.ledger",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "yiben.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
}
AUTH_USER_MODEL = "township.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
