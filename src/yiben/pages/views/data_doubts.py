"""数据疑点: what the numbered rules find in a register, with the record behind each, and its settling."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiben.declare.load import catalog
from yiben.declare.model import Register
from yiben.documents.columns import Cell, Column
from yiben.documents.excel import write_rows
from yiben.figures.data_doubts import settled
from yiben.figures.data_doubts.doubt import Doubt
from yiben.figures.data_doubts.numbered import Numbered, asks, detail, of_register
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.ledger import reading
from yiben.ledger.models import Record, Version
from yiben.ledger.reading import listing
from yiben.pages import data_doubts_shown
from yiben.pages.doors import member, register_for
from yiben.pages.errors import STATUS
from yiben.pages.paging import Page
from yiben.pages.standing import PageRequest
from yiben.pages.views.record import open_record, words_of
from yiben.pages.views.registers import workbook
from yiben.township import looks, places, rights
from yiben.ui import lights, showing

SIZE = 50
AT_ONCE = 2_000
STANDING, SETTLED = "standing", "settled"


@dataclass(frozen=True)
class Line:
    shown: data_doubts_shown.Shown
    record: Version
    title: str
    place: str
    light: lights.Light


@dataclass
class Asked:
    """Which of the visible doubts the address asks for."""

    state: str
    rule: str
    village: str
    doubts: list[Doubt]
    """All in this state, of any rule and village."""

    @property
    def chosen(self) -> list[Doubt]:
        return [d for d in self.of_village() if not self.rule or d.rule == self.rule]

    def of_village(self) -> list[Doubt]:
        return [d for d in self.doubts if not self.village or d.place[:12] == self.village]

    def of_rule(self) -> list[Doubt]:
        return [d for d in self.doubts if not self.rule or d.rule == self.rule]


@require_safe
@member
def overview(request: PageRequest) -> HttpResponse:
    """Every register that asks something, with how many doubts stand and how many are settled."""
    known = [r for r in rights.readable(request.user, request.town) if asks(r)]
    counted = [(r, *_counts(request, r)) for r in known]
    shelves = [
        (group, lines)
        for group in catalog().groups.values()
        if (lines := [line for line in counted if line[0].group == group.id and (line[1] or line[2])])
    ]
    words = {
        "shelves": shelves,
        "quiet": [register for register, standing, done in counted if not (standing or done)],
        "total": sum(standing for _register, standing, _done in counted),
    }
    return render(request, "pages/data_doubts/overview.html", words)


def _counts(request: PageRequest, register: Register) -> tuple[int, int]:
    found = data_doubts_shown.visible(request, register)
    standing = sum(one.note is None for one in found)
    return standing, len(found) - standing


@require_safe
@member
def of_one_register(request: PageRequest, register: str) -> HttpResponse:
    """The register's doubts by rule with their numbers, and under them the records, a page at a time."""
    found = register_for(request, register)
    rules, everything = of_register(found), data_doubts_shown.visible(request, found)
    asked = _asked(request, rules, everything)
    chosen = asked.chosen
    here, page = _page(request, chosen)
    counted = _by_rule(rules, asked.of_village())
    group = catalog().groups.get(found.group)
    crumbs = [(group.title, f"{reverse('registers')}?group={group.id}")] if group else []
    words = {
        "register": found,
        "crumbs": [*crumbs, (found.title, reverse("register", args=[found.id])), (_("数据疑点"), "")],
        "asked": asked,
        "tabs": [
            (STANDING, _("待核实"), sum(d.note is None for d in everything)),
            (SETTLED, _("已核实无误"), sum(d.note is not None for d in everything)),
        ],
        "rules": [(rule, n) for rule, n in counted if n],
        "quiet": [rule for rule, n in counted if not n],
        "chosen": rules.get(asked.rule),
        "villages": _by_village(asked.of_rule()),
        "lines": list(_lines(request, found, rules, here)),
        "page": page,
        "may_export": rights.may(request.user, "export", found.id),
        "day": request.as_of or clock.today(),
    }
    return render(request, "pages/data_doubts/register.html", words)


def _asked(request: PageRequest, rules: dict[str, Numbered], everything: Sequence[Doubt]) -> Asked:
    asked, state = request.GET, SETTLED if request.GET.get("show") == SETTLED else STANDING
    rule = asked.get("rule", "") if asked.get("rule", "") in rules else ""
    doubts = [d for d in everything if (d.note is not None) == (state == SETTLED)]
    village = asked.get("village", "")
    return Asked(state, rule, village if any(d.place[:12] == village for d in everything) else "", doubts)


def _by_rule(rules: dict[str, Numbered], doubts: Sequence[Doubt]) -> list[tuple[Numbered, int]]:
    counts = Counter(one.rule for one in doubts)
    return [(rule, counts[name]) for name, rule in rules.items()]


def _by_village(doubts: Sequence[Doubt]) -> list[tuple[str, str, int]]:
    counts = Counter(one.place[:12] for one in doubts)
    return [(code, places.said(code), n) for code, n in sorted(counts.items())]


def _page(request: PageRequest, doubts: Sequence[Doubt]) -> tuple[Sequence[Doubt], Page]:
    asked = request.GET.get("page", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    number = max(1, min(wanted, -(-len(doubts) // SIZE)))
    here = doubts[(number - 1) * SIZE : number * SIZE]
    return here, Page(number, SIZE, len(doubts), len(here), (SIZE,))


def _lines(
    request: PageRequest, register: Register, rules: dict[str, Numbered], doubts: Sequence[Doubt]
) -> Iterator[Line]:
    """With the records read as the lists read them, so that nobody sees here what he may not see there."""
    day = request.as_of or clock.today()
    wanted = {"record": list({one.record for one in doubts})}
    found = listing(register.id, request.user, wanted, "", request.as_of)
    records = {one.record: one for one in found.rows()} if doubts else {}
    for one in doubts:
        record = records.get(one.record)
        if record is not None:
            level = showing.level_of(request.user, register, record.place)
            due = lights.due_of(register, record)
            yield Line(
                data_doubts_shown.shown(request, register, rules[one.rule], one),
                record,
                showing.title(register, record, level),
                places.said(record.place),
                lights.of_record(register, record.state, due, day, record.void),
            )


@require_safe
@member
def export(request: PageRequest, register: str) -> HttpResponse:
    """The doubts as asked, all their pages, as a workbook; who exported what is kept."""
    found = register_for(request, register, "export")
    rules = of_register(found)
    asked = _asked(request, rules, data_doubts_shown.visible(request, found, "export"))
    file, day = BytesIO(), request.as_of or clock.today()
    head = [
        Column(_("疑点编号"), kind="id"), Column(_("疑点")), Column(_("编号"), kind="id"), Column(_("标题")),
        Column(_("地方")), Column(_("日期"), kind="date"), Column(_("状态")), Column(_("核实情况")),
        Column(_("核实人")), Column(_("核实日期")),
    ]  # fmt: skip
    title = _("%(title)s数据疑点") % {"title": found.title}
    subtitle = f"{places.said(request.place)}　{_('截至')} {day.isoformat()}"
    write_rows(file, title, head, _rows(request, found, rules, asked.chosen), subtitle=subtitle)
    looks.log(request.user, "export", f"{found.id} doubts {len(asked.chosen)}", request.GET.urlencode())
    return workbook(file.getvalue(), f"{title} {day.isoformat()}.xlsx")


def _rows(
    request: PageRequest, register: Register, rules: dict[str, Numbered], doubts: Sequence[Doubt]
) -> Iterator[list[Cell]]:
    for start in range(0, len(doubts), AT_ONCE):
        part = doubts[start : start + AT_ONCE]
        wanted = {"record": list({one.record for one in part})}
        read = listing(register.id, request.user, wanted, "", request.as_of, "export")
        records = {one.record: one for one in read.rows()}
        for one in part:
            record = records.get(one.record)
            if record is not None:
                yield _row(request, register, rules[one.rule], one, record)


def _row(request: PageRequest, register: Register, rule: Numbered, one: Doubt, record: Version) -> list[Cell]:
    level, note = showing.level_of(request.user, register, record.place), one.note
    more = detail(rule.id, one.said)
    return [
        rule.code,
        f"{rule.message}（{more}）" if more else rule.message,
        record.number,
        showing.title(register, record, level),
        places.said(record.place),
        record.happened_on,
        lights.of_state(register, record.state).word if register.states else "",
        note.why if note else _("待核实"),
        note.by_name if note else "",
        note.on if note else "",
    ]


@require_POST
@member
def settle(request: PageRequest, record: str, rule: str) -> HttpResponse:
    """已核实无误, with what was found out; what stands in the way is said on the record's page."""
    opened = open_record(request, record, "write", now=True)
    asked = of_register(opened.register).get(rule)
    if asked is None:
        raise Http404
    known = data_doubts_shown.of_record(request, opened.register, opened.record)
    doubt = next((one.doubt for one in known if one.rule.id == rule), None)
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    kept = reading.record(record, request.user)
    try:
        assert isinstance(kept, Record)
        settled.settle(kept, asked, doubt, request.POST.get("why", ""), seen, request.user)
    except Refused as refused:
        words: dict[str, Any] = words_of(request, open_record(request, record, now=True))
        words |= {"problems": refused.problems, "settling": rule, "typed": request.POST.get("why", "")[:1000]}
        status = next((STATUS[p.number] for p in refused.problems if p.number in STATUS), 400)
        return render(request, "pages/record.html", words, status=status)
    messages.success(request, _("疑点%(code)s已核实，流水里有。") % {"code": asked.code})
    return redirect("record", record)
