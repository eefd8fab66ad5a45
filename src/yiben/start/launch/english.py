"""The same in one English line, for the faults met before anything is installed."""

LINES = {
    "S002": "Can't write there: check the folder's owner and rights, and the space left.",
    "S003": "No such command; ./yiben lists them.",
    "S006": "Python's venv module is missing; install it with the line above and run this again.",
    "S007": "Can't reach the package index: check network or proxy and run this again; it goes on.",
    "S008": "Not enough disk space: make room and run this again.",
    "S009": "A downloaded file doesn't match its locked digest; a proxy may change downloads.",
    "S010": "One step failed; the last lines above say why, the log has all of it.",
    "S011": "No ready-made packages for this Python; name another: YIBEN_PYTHON=python3.12 ./yiben …",
    "S016": "A file of the source tree is missing; fetch the tree again.",
}


def line(number: str) -> str:
    return LINES.get(number, "")
