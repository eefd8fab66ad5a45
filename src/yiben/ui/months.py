"""Months in the language spoken: 10月, or October."""

from django.utils.translation import gettext_lazy as lazy

MONTHS = (
    lazy("1月"),
    lazy("2月"),
    lazy("3月"),
    lazy("4月"),
    lazy("5月"),
    lazy("6月"),
    lazy("7月"),
    lazy("8月"),
    lazy("9月"),
    lazy("10月"),
    lazy("11月"),
    lazy("12月"),
)


def month(number: int) -> str:
    """The month in full."""
    return str(MONTHS[number - 1])


def short_month(number: int) -> str:
    """The month as it stands in a narrow column: 10月, Oct."""
    return month(number)[:3]
