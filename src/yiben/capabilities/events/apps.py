from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "yiben.capabilities.events"
    label = "events"

    def ready(self) -> None:
        from yiben.capabilities.events import engine
        from yiben.ledger import shapes

        shapes.offer("events", engine.effect)
