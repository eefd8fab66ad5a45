from django.apps import AppConfig


class PersonalConfig(AppConfig):
    name = "yiben.personal"
    label = "personal"
    verbose_name = "个人"
