from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "yiben.api"
    label = "api"
    verbose_name = "接口"
