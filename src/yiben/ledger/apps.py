from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "yiben.ledger"
    label = "ledger"
    verbose_name = "台账"
