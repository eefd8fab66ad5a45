"""Sessions in the database, which a full disk does not end.

A session is renewed at every request; where that can't be written, it goes on unrenewed, so that what
is there can still be read.
"""

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.db import OperationalError


class SessionStore(InDatabase):
    def save(self, must_create: bool = False) -> None:
        try:
            super().save(must_create)
        except UpdateError as fault:
            # A session that was ended elsewhere raises here too, and stays ended.
            if not isinstance(fault.__context__, OperationalError):
                raise
