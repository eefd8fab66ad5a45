from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "yiben.administration"
    label = "administration"
    verbose_name = "管理"
