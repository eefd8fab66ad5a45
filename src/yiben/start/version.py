"""The version of the program, and of what it keeps in the data folder."""

__version__ = "0.1.0"
DATA_VERSION = 1
"""Rises when an older program could no longer read the data folder."""
