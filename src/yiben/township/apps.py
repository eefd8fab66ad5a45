from django.apps import AppConfig


class TownshipConfig(AppConfig):
    name = "yiben.township"
    label = "township"
    verbose_name = "乡镇"
