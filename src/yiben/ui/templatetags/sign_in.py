"""How long a log-in lasts without use, for the strip that warns before it ends."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def idle_minutes() -> int:
    return int(settings.SESSION_COOKIE_AGE // 60)
