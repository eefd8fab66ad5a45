"""What a site may say about logging in: who needs a second factor, how old a password may grow."""

import os

from yiben.kernel.problems import refuse

WHO = ("admins", "all", "off")


def second_factor() -> str:
    """`YIBEN_SECOND_FACTOR`: who must have a second factor; without it the administrators."""
    said = os.environ.get("YIBEN_SECOND_FACTOR", "") or WHO[0]
    if said not in WHO:
        raise refuse("T015", setting="YIBEN_SECOND_FACTOR", value=said, allowed="、".join(WHO))
    return said


def password_days() -> int:
    """`YIBEN_PASSWORD_DAYS`: after how many days the owner is asked for a new password; 0 for never."""
    said = os.environ.get("YIBEN_PASSWORD_DAYS", "") or "0"
    if not (said.isascii() and said.isdigit() and int(said) <= 3650):
        raise refuse("T015", setting="YIBEN_PASSWORD_DAYS", value=said, allowed="0—3650")
    return int(said)
