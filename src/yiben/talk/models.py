"""The room's models, each kept beside what is done with it."""

from yiben.talk.comments import Comment, Mention, Wording
from yiben.talk.complaints import Answer, Complaint
from yiben.talk.notices import Choice, Notice
from yiben.talk.outbox import Delivery
from yiben.talk.robot import Robot
from yiben.talk.watching import Reached

__all__ = [
    "Answer",
    "Choice",
    "Comment",
    "Complaint",
    "Delivery",
    "Mention",
    "Notice",
    "Reached",
    "Robot",
    "Wording",
]
