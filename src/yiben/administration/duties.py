"""Which registers a town keeps, by its three lists of duties (三张清单)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from yiben.administration import days
from yiben.administration.kind import Asked, Checked, Said
from yiben.administration.models import Change
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem, problem
from yiben.kernel.texts import cut
from yiben.township.models import Account, RegisterUse

DUTIES = {"basic": noop("基本履职"), "joint": noop("配合履职"), "withdrawn": noop("上级收回")}
"""Of the list of basic duties, of shared ones, of those that the superiors took back (DOMAIN 6.1)."""


def check(asked: Asked) -> Checked:
    """`registers`: [{register, duty, used}, …], `since` a day. What is said must change something."""
    found = asked.about.get("registers")
    rows: list[Any] = found if isinstance(found, list) else []
    since, problems = days.coming(asked.text("since"), "since", _("启用（停用）日"), asked.first)
    now = {u.register: u for u in RegisterUse.objects.filter(town=asked.town)}
    kept: list[dict[str, object]] = []
    said: list[Said] = []
    for number, row in enumerate(rows, 1):
        where = f"{number}:" if len(rows) > 1 else ""
        register, duty, used = (
            str(row.get("register") or ""),
            str(row.get("duty") or ""),
            bool(row.get("used")),
        )
        wrong = _wrong(register, duty, row.get("used"), where)
        problems += wrong
        if wrong:
            continue
        known = now.get(register)
        before = _words(known.duty, known.used) if known else _("保留（还没有按清单核定）")
        after = _words(duty, used)
        if known and (known.duty, known.used) == (duty, used):
            continue
        kept.append({"register": register, "duty": duty, "used": used})
        said.append(
            (
                catalog().registers[register].title,
                before,
                _("%(what)s，自%(day)s") % {"what": after, "day": since},
            )
        )
    if not kept and not problems:
        problems.append(problem("A034", "register"))
    return Checked({"registers": kept, "since": since.isoformat()}, problems, said=said)


def _wrong(register: str, duty: str, used: object, where: str) -> list[Problem]:
    wrong = []
    if register not in catalog().registers:
        wrong.append(problem("A032", f"{where}register", value=cut(register) or "（空）"))
    if duty not in DUTIES:
        allowed = "、".join(DUTIES.values())
        wrong.append(problem("A033", f"{where}duty", value=cut(duty) or "（空）", allowed=allowed))
    if not isinstance(used, bool):
        wrong.append(problem("A053", f"{where}used"))
    return wrong


def _words(duty: str, used: bool) -> str:
    return _("%(duty)s，%(use)s") % {
        "duty": _(DUTIES.get(duty, duty)), "use": _("启用") if used else _("不用")
    }  # fmt: skip


def carry_out(change: Change, by: Account) -> None:
    since = max(date.fromisoformat(change.about["since"]), clock.today())
    for row in change.about["registers"]:
        RegisterUse.objects.update_or_create(
            town=change.town,
            register=row["register"],
            defaults={"duty": row["duty"], "used": row["used"], "since": since, "why": change.why[:200]},
        )
