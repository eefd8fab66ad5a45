from django.apps import AppConfig


class TalkConfig(AppConfig):
    name = "yiben.talk"
    label = "talk"
    verbose_name = "往来"
