from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "yiben.jobs"
    label = "jobs"
    verbose_name = "定时"
