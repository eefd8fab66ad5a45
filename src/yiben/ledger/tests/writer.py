"""Run as a process of its own: writes petitions one by one and says each one's number once it is safe."""

import os
import sys
from datetime import date
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "yiben.ledger.tests.writer_settings"
os.environ["YIBEN_CATALOG"] = str(Path(__file__).parents[2] / "township" / "tests" / "catalog")


def main(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from yiben.ledger import service
    from yiben.ledger.tests.conftest import TOWN, petition
    from yiben.township import people, places
    from yiben.township.models import Account

    call_command("migrate", verbosity=0)
    if not Account.objects.exists():
        places.load_places()
        people.open_town(TOWN)
        people.appoint(people.account("clerk", "田示例"), people.post("clerk", TOWN), date(2020, 1, 1))
    clerk = people.find("clerk")
    for _ in range(count):
        print(service.enter("petitions", petition(), clerk).number, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
