from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "yiben.capabilities.inspections"
    label = "inspections"

    def ready(self) -> None:
        from yiben.capabilities.inspections import engine
        from yiben.ledger import shapes

        shapes.offer("inspections", engine.effect)
