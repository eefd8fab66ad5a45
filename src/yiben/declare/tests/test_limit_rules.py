"""Files of rules: what they say, and every fault with its line."""

from datetime import date
from pathlib import Path

import pytest

from yiben.declare.load import load_catalog
from yiben.declare.model import Catalog
from yiben.declare.tests.sample import PETITIONS, write_catalog
from yiben.kernel.limits.amounts import Amount

HOTLINE = """\
[rules]
title = "12345热线"
source = "各地通行做法"
from = 2021-01-01

[limits.hotline_reply]
title = "工单办理答复"
amount = 5
promised = 3
unit = "working_days"
extend = { amount = 5, times = 1 }
local = true
[[limits.hotline_reply.cases]]
urgency = "紧急"
amount = 24
unit = "hours"
until = 2024-12-31

[limits.hotline_return]
title = "工单退回"
amount = 2
unit = "working_days"
pauses = true

[duties.river_patrol]
title = "巡河"
every = "xun"
months = [3, 11]
level = "town"
"""


def written(root: Path, text: str = HOTLINE, petitions: str = PETITIONS, **more: str) -> Path:
    write_catalog(root, petitions)
    for name, said in {"national/hotline": text, **more}.items():
        file = root / "rules" / f"{name}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said, encoding="utf-8")
    return root


def loaded(root: Path) -> Catalog:
    catalog, problems = load_catalog(root)
    assert catalog is not None, problems
    return catalog


def test_a_rule_is_read_with_its_cases_and_what_they_take_over(tmp_path: Path) -> None:
    rule = loaded(written(tmp_path)).limits["hotline_reply"]
    plain, urgent = rule.variants
    assert (rule.title, rule.field, plain.amount) == ("工单办理答复", "12345热线", Amount(5, "working_days"))
    assert (urgent.amount, urgent.urgency, urgent.ground.local) == (Amount(24, "hours"), "紧急", True)
    assert plain.promised == Amount(3, "working_days") and plain.extend is not None
    assert urgent.extend == plain.extend
    assert urgent.ground.valid_from == date(2021, 1, 1) and urgent.ground.valid_until == date(2024, 12, 31)
    assert plain.ground.where.endswith("hotline.toml:6") and plain.ground.source == "各地通行做法"


def test_a_case_may_forbid_the_extension_that_the_rule_allows(tmp_path: Path) -> None:
    text = HOTLINE.replace('urgency = "紧急"\n', 'urgency = "紧急"\nextend = { amount = 1, times = 0 }\n')
    plain, urgent = loaded(written(tmp_path, text)).limits["hotline_reply"].variants
    assert plain.extend is not None and urgent.extend is None


def test_the_file_of_a_province_adds_its_variant(tmp_path: Path) -> None:
    text = HOTLINE.replace("from = 2021-01-01", 'place = "37"').replace("amount = 5\np", "amount = 7\np")
    catalog = loaded(written(tmp_path, **{"shandong/hotline": text}))
    assert [v.ground.place for v in catalog.limits["hotline_return"].variants] == ["", "37"]
    duty = catalog.duty_rules["river_patrol"].variants[0]
    assert (duty.every, duty.times, duty.months) == ("xun", 1, (3, 11))


FAULTS = [
    ("amount = 5\np", "amount = 0\np", "H007"),
    ("amount = 2\n", "amount = 99999\n", "H007"),
    ("promised = 3", "promised = -1", "H007"),
    ("extend = { amount = 5, times = 1 }", "extend = { amount = 5, times = 21 }", "H007"),
    ("extend = { amount = 5, times = 1 }", "extend = { times = 1 }", "C003"),
    ('every = "xun"', 'every = "xun"\ntimes = 101', "H007"),
    ("until = 2024-12-31", "from = 2025-01-01\nuntil = 2024-12-31", "H010"),
    ("from = 2021-01-01", 'place = "鄂"', "H009"),
    ("from = 2021-01-01", 'place = "123"', "H009"),
    ("[3, 11]", "[3, 13]", "H011"),
    ("[3, 11]", "[3]", "C022"),
    ("[3, 11]", '["三月"]', "C004"),
    ('unit = "hours"', 'unit = "minutes"', "C005"),
    ('every = "xun"', 'every = "day"', "C005"),
    ("amount = 2\n", "", "C003"),
    ('every = "xun"\n', "", "C003"),
    ('source = "各地通行做法"\n', "", "C003"),
    ("local = true", "locale = true", "C002"),
    ('urgency = "紧急"\n', "", "H008"),
    ("from = 2021-01-01", 'place = "37"', "H012"),
]


@pytest.mark.parametrize(("old", "new", "number"), FAULTS)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, number: str) -> None:
    assert old in HOTLINE
    catalog, problems = load_catalog(written(tmp_path, HOTLINE.replace(old, new, 1)))
    assert catalog is None and {p.number for p in problems} == {number}
    assert all(p.where.startswith("catalog/rules/national/hotline.toml:") for p in problems)


def test_two_of_one_kind_may_follow_one_another_but_not_overlap(tmp_path: Path) -> None:
    later = HOTLINE.replace("from = 2021-01-01", "from = 2025-01-01")
    ended = HOTLINE.replace("from = 2021-01-01", "from = 2021-01-01\nuntil = 2024-12-31")
    loaded(written(tmp_path / "a", ended, **{"national/later": later.replace("until = 2024-12-31\n", "")}))
    _, problems = load_catalog(written(tmp_path / "b", HOTLINE, **{"national/later": HOTLINE}))
    assert {p.number for p in problems} == {"H008"}


LIMIT = """
[limits.reply]
title = "答复"
rule = "hotline_reply"
from = "received_on"
main = true
"""


def test_a_register_names_a_rule_that_there_is(tmp_path: Path) -> None:
    said = PETITIONS.replace("[rules]", LIMIT.replace("hotline_reply", "hotline_answer") + "\n[rules]")
    assert said != PETITIONS
    _, problems = load_catalog(written(tmp_path, petitions=said))
    told = [p for p in problems if p.number == "H006"]
    assert len(told) == 1 and "hotline_answer" in told[0].sentence and "hotline_reply" in told[0].hint


def test_a_file_that_cannot_be_read_does_not_make_its_rules_unknown_too(tmp_path: Path) -> None:
    said = PETITIONS.replace("[rules]", LIMIT + "\n[rules]")
    _, problems = load_catalog(written(tmp_path, "[rules", petitions=said))
    assert {p.number for p in problems} & {"H006", "H012"} == set()
    assert "C001" in {p.number for p in problems}


def test_a_choice_offers_the_titles_of_the_rules(tmp_path: Path) -> None:
    said = PETITIONS.replace('options = ["来信", "来访"], default = "来信"', 'options_from = "limit_rules"')
    field = loaded(written(tmp_path, petitions=said)).registers["petitions"].fields["source"]
    assert field.options == ("工单办理答复", "工单退回")
