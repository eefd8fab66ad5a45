"""Passwords that somebody else chose: shown once, good for one log-in, changed by their owner then."""

import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike on paper: i l 1, o 0."""
GROUPS, LENGTH = 3, 5


def one_time_password() -> str:
    """Fifteen letters and digits in groups that can be read out: 74 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))
