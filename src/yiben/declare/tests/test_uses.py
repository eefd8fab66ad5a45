"""A register that uses a shape of work has its fields; what it names must be there and of the right kind."""

from pathlib import Path

import pytest

from yiben.declare.load import load_catalog
from yiben.declare.tests.sample import PETITIONS, write_catalog

CASES = (
    PETITIONS.replace(
        'happened = "received_on"', 'happened = "received_on"\ndue = "due_on"\nclosed = "done_on"'
    )
    .replace(
        "[states]",
        'due_on = { title = "应办结日", type = "date" }\n'
        'done_on = { title = "办结日", type = "date" }\n'
        'proof = { title = "凭据", type = "text" }\n\n'
        '[uses.cases]\nclass = "source"\nperson = ["phone"]\n\n'
        "[limits.handle]\n"
        'title = "办理"\nrule = "petition_handling"\nfrom = "received_on"\nstops = ["done_on"]\n'
        'pauses = ["registered"]\nkind = "source"\nmain = true\n\n[states]',
    )
    .replace('to = "closed", asks', 'to = "closed", kind = "close", who = "another", proof = "proof", asks')
)  # fmt: skip


RULES = """\
[rules]
title = "信访时限"
source = "《信访工作条例》"
from = 2022-05-01
[limits.petition_handling]
title = "办理"
amount = 60
unit = "days"
article = "第三十四条"
pauses = true
"""


def with_rules(root: Path, petitions: str) -> Path:
    write_catalog(root, petitions)
    (root / "rules" / "national").mkdir(parents=True)
    (root / "rules" / "national" / "petitions.toml").write_text(RULES, encoding="utf-8")
    return root


def test_a_register_of_cases_has_the_fields_of_its_clocks_and_counters(tmp_path: Path) -> None:
    catalog, problems = load_catalog(with_rules(tmp_path, CASES))
    assert catalog is not None, problems
    register = catalog.registers["petitions"]
    assert {"handle_due", "handle_in_time", "in_time", "times_urged", "left_on"} <= set(register.fields)
    assert register.fields["handle_due"].system and register.fields["handle_due"].type == "date"
    assert "handle_due" not in {f.id for f in register.typed_fields}
    assert register.main_limit is not None and register.main_limit.id == "handle"
    assert (register.moves["close"].who, register.rules[0].number) == ("another", 1)


def test_a_field_that_the_register_declares_itself_stays_its_own(tmp_path: Path) -> None:
    own = CASES.replace("proof = {", 'left_on = { title = "转走日", type = "date" }\nproof = {', 1)
    catalog, _ = load_catalog(with_rules(tmp_path, own))
    assert catalog is not None
    assert catalog.registers["petitions"].fields["left_on"].title == "转走日"


@pytest.mark.parametrize(
    ("was", "spoiled", "number"),
    [
        ("main = true", "main = false", "C025"),
        ('due = "due_on"\n', "", "C003"),
        ('from = "received_on"', 'from = "came_on"', "C007"),
        ('from = "received_on"', 'from = "matter"', "C018"),
        ('stops = ["done_on"]', 'stops = ["gone_on"]', "C007"),
        ('pauses = ["registered"]', 'pauses = ["hearing"]', "C010"),
        ('kind = "source"\nmain', 'kind = "matter"\nmain', "C018"),
        ('class = "source"', 'class = "matter"', "C018"),
        ('person = ["phone"]', 'person = ["fax"]', "C007"),
        ("[uses.cases]", '[uses.duties]\nassignments = "chiefs"\n[uses.cases]', "C013"),
        ("[uses.cases]", "[uses.ledgers]\n[uses.cases]", "C002"),
        ('proof = "proof"', 'proof = "paid"', "C018"),
        ('who = "another"', 'who = "anybody"', "C005"),
        ('kind = "close"', 'kind = "shut"', "C005"),
        ('default = "来信"', 'default = "来信", options_from = "letters"', "C013"),
    ],
)
def test_what_is_named_must_be_there(tmp_path: Path, was: str, spoiled: str, number: str) -> None:
    assert was in CASES
    catalog, problems = load_catalog(with_rules(tmp_path, CASES.replace(was, spoiled, 1)))
    assert catalog is None
    assert number in {p.number for p in problems}
