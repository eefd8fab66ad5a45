"""Tags and filters of every template: icons, numbers, days."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yiben.declare.load import unit_said
from yiben.kernel import clock
from yiben.township import places, post_names
from yiben.township.models import Office, Post
from yiben.ui import icons, months, numbers

register = template.Library()
WEEKDAYS = (
    lazy("星期一"),
    lazy("星期二"),
    lazy("星期三"),
    lazy("星期四"),
    lazy("星期五"),
    lazy("星期六"),
    lazy("星期日"),
)


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.filter
def count(value: Any) -> str:
    """A whole number for a table: 1,008; — for none."""
    return numbers.table(value, "", 0)


@register.filter
def said_unit(unit: str) -> str:
    """A unit in the language spoken: 件, or cases."""
    return unit_said(unit)


@register.filter
def said_place(code: str) -> str:
    """A place by its code, in the language spoken."""
    return places.said(code)


@register.filter
def said_post(post: Post) -> str:
    return post_names.said(post)


@register.filter
def said_office(office: Office | None) -> str:
    return post_names.office_said(office)


@register.filter
def short_day(value: date | None, today: date | None = None) -> str:
    """10-12 when the year is plain, else 2022-10-12; — for none."""
    if value is None:
        return "—"
    return f"{value:%m-%d}" if today and value.year == today.year else value.isoformat()


@register.filter
def iso(value: date | None) -> str:
    return value.isoformat() if value else "—"


@register.filter
def long_day(value: date) -> str:
    """10月12日 星期四"""
    words = {"month": months.month(value.month), "day": value.day, "weekday": weekday(value)}
    return _("%(month)s%(day)s日 %(weekday)s") % words


@register.filter
def weekday(value: date) -> str:
    return str(WEEKDAYS[value.weekday()])


@register.filter
def minute(value: datetime) -> str:
    return value.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")


@register.filter
def hour(value: datetime) -> str:
    return value.astimezone(clock.SHANGHAI).strftime("%H:%M")


@register.filter
def when(value: datetime, today: date) -> str:
    """09:12 of today, 2023-10-11 09:12 of an earlier day."""
    return hour(value) if value.astimezone(clock.SHANGHAI).date() == today else minute(value)


@register.filter
def size(value: int) -> str:
    """Bytes as people say them: 128 KB."""
    return (
        f"{max(1, round(value / 1024))} KB" if value < 1024 * 1024 else f"{Decimal(value) / 1048576:.1f} MB"
    )


@register.filter
def item(mapping: Any, key: str) -> Any:
    return mapping.get(key) if isinstance(mapping, Mapping) else None
