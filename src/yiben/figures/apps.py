from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "yiben.figures"
    label = "figures"
    verbose_name = "数据"

    def ready(self) -> None:
        from yiben.figures.data_doubts import settled
        from yiben.figures.formula import catalog_rules, rules
        from yiben.ledger import shapes, validation

        catalog_rules.install()
        validation.set_rule_evaluator(rules.evaluate)
        shapes.keep(settled.PART)
