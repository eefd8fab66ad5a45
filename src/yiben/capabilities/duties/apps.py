from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "yiben.capabilities.duties"
    label = "duties"

    def ready(self) -> None:
        from yiben.capabilities.duties import engine
        from yiben.ledger import shapes

        shapes.offer("duties", engine.effect)
