from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "yiben.capabilities.cases"
    label = "cases"

    def ready(self) -> None:
        from yiben.capabilities.cases import engine
        from yiben.ledger import shapes

        shapes.offer("cases", engine.effect)
