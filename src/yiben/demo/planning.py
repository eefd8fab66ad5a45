"""Plans everything that happens in the demo towns. Nothing is written and no database is needed."""

from yiben.demo.makers.table import TABLE
from yiben.demo.population import populate
from yiben.demo.town import Town, folders, read_town


def planned(folder_name: str = "", registers: set[str] | None = None) -> list[Town]:
    """The demo towns with all their acts planned (of some registers only, if named)."""
    found = []
    for folder in folders():
        if folder_name and folder.name != folder_name:
            continue
        town = read_town(folder)
        town.people = populate(town)
        for register, make in TABLE.items():
            if registers is None or register in registers:
                make(town)
        found.append(town)
    return found
