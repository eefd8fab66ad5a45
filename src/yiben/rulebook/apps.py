"""Tells the kernel which calendar a town keeps."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "yiben.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        from yiben.kernel import working_days
        from yiben.rulebook import calendar

        working_days.set_source(calendar.working_days)
