from django.apps import AppConfig


class OpeningConfig(AppConfig):
    name = "yiben.opening"
    label = "opening"
    verbose_name = "建镇"
