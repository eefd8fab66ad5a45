from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "yiben.audit"
    label = "audit"
    verbose_name = "审计"
