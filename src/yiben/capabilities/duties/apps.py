from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "yiben.capabilities.duties"
    label = "duties"

    def ready(self) -> None:
        from yiben.capabilities.duties import declared, engine
        from yiben.declare import checks
        from yiben.ledger import shapes

        shapes.offer(declared.SHAPE, engine.effect)
        checks.add_rule(declared.check)
