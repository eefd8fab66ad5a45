"""Every problem that the system can tell a user: number → (sentence, hint), in both languages.

The texts stand in `problem_texts/`, a file a room, named by the letter of the number: C catalog · K values ·
T people · L ledger · F figures · D documents · R reports · P pages and API · S start · A administration ·
G grids · J running · N talk · Q search · U audit · V personal · W opening · H time
limits · M cases · I inspections · E events · Y duties ·
O supervision · B doubts about data.
"""

from yiben.kernel.problem_texts import (
    administration,
    auditing,
    cases,
    catalog,
    documents,
    doubts,
    duties,
    events,
    figures,
    grids,
    inspections,
    ledger,
    limits,
    opening,
    pages,
    people,
    personal,
    reports,
    running,
    searching,
    starting,
    supervision,
    talk,
    values,
)

_ROOMS = (
    catalog,
    values,
    people,
    ledger,
    figures,
    documents,
    reports,
    pages,
    starting,
    running,
    opening,
    administration,
    searching,
    grids,
    talk,
    personal,
    auditing,
    limits,
    cases,
    inspections,
    events,
    duties,
    supervision,
    doubts,
)
PROBLEMS: dict[str, tuple[str, str]] = {}
PROBLEMS_IN_ENGLISH: dict[str, tuple[str, str]] = {}
for _room in _ROOMS:
    PROBLEMS |= _room.CHINESE
    PROBLEMS_IN_ENGLISH |= _room.ENGLISH
