"""The room's models, each kept beside what is done with it."""

from yiben.personal.drafts import Draft
from yiben.personal.lists import ListSetup, SavedView
from yiben.personal.recent import Recent

__all__ = ["Draft", "ListSetup", "Recent", "SavedView"]
