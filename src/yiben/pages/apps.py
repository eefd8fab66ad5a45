from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "yiben.pages"
    label = "pages"
    verbose_name = "页面"

    def ready(self) -> None:
        from yiben.reports import check

        check.install()
