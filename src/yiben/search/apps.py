from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "yiben.search"
    label = "search"
    verbose_name = "找记录"
