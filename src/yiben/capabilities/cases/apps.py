from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "yiben.capabilities.cases"
    label = "cases"

    def ready(self) -> None:
        from yiben.capabilities.cases import engine, upstream
        from yiben.declare import checks, colour_rules
        from yiben.ledger import shapes
        from yiben.rulebook import fresh

        shapes.offer("cases", engine.effect)
        checks.add_rule(colour_rules.check)
        # An import of ten thousand asks for its rules and its calendar once.
        shapes.around(fresh.held)
        shapes.around(upstream.batch)
