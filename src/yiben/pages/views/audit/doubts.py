"""Doubts: what the rules found, what was said on it, and the rules' thresholds."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yiben.audit import doubts as service
from yiben.audit import thresholds
from yiben.audit.models import EXPLAINED, HANDED, OPEN, Doubt, DoubtNote, Threshold
from yiben.audit.rules import RULES, Rule
from yiben.kernel import clock
from yiben.kernel.problems import Refused
from yiben.pages.paging import paged
from yiben.pages.standing import PageRequest
from yiben.pages.views.audit import frame
from yiben.ui.controls import Control
from yiben.ui.lights import Light

SIZE = 30


def states() -> dict[str, tuple[str, str, str]]:
    return {
        OPEN: ("triangle", _("待核实"), "teng"),
        EXPLAINED: ("tick", _("已说明"), "zhuq"),
        HANDED: ("half", _("已移交"), "dai"),
    }


@dataclass(frozen=True)
class Shown:
    doubt: Doubt
    title: str
    said: str
    light: Light


def shown(doubt: Doubt) -> Shown:
    rule = RULES.get(doubt.rule)
    said = str(rule.said) % doubt.numbers if rule else ""
    return Shown(doubt, str(rule.title) if rule else doubt.rule, said, Light(*states()[doubt.state]))


@require_safe
@frame.auditor
def doubts(request: PageRequest) -> HttpResponse:
    """What waits to be looked into, the newest day first; no person is set beside another."""
    state = request.GET.get("state", OPEN)
    state = state if state in states() else OPEN
    rule = request.GET.get("rule", "")
    of_town = Doubt.objects.filter(town=request.town)
    found = of_town.filter(state=state).order_by("-day", "rule", "pk")
    found = found.filter(rule=rule) if rule in RULES else found
    here, page = paged(found, request.GET.get("page", ""), SIZE)
    words = frame.words(
        request,
        _("疑点"),
        doubts=[shown(d) for d in here],
        state=state,
        states=[(s, word, of_town.filter(state=s).count()) for s, (_shape, word, _tone) in states().items()],
        rules=[(r.id, r.title) for r in RULES.values()],
        rule=rule,
        page=page,
    )
    return render(request, "pages/audit/doubts.html", words)


@require_POST
@frame.auditor
def look_now(request: PageRequest) -> HttpResponse:
    """Run the rules over what has come since, without waiting for the worker."""
    frame.refresh()
    made = service.find(request.town)
    messages.success(request, _("查过了，新的疑点%(n)s件。") % {"n": made})
    return redirect("doubts")


@require_http_methods(["GET", "POST"])
@frame.auditor
def doubt(request: PageRequest, number: int) -> HttpResponse:
    """One doubt with the lines behind it and all that was said on it."""
    found = Doubt.objects.filter(pk=number, town=request.town).first()
    if found is None:
        raise Http404
    typed = {n: request.POST.get(n, "")[:600] for n in ("state", "note", "handed_to")}
    refused: Refused | None = None
    if request.method == "POST":
        try:
            service.settle(found, typed["state"], typed["note"], typed["handed_to"], request.user)
            messages.success(request, _("已记下。"))
            return redirect("doubt", found.pk)
        except Refused as fault:
            refused = fault
    said = DoubtNote.objects.filter(doubt=found).select_related("by").order_by("-at", "-pk")
    words = frame.words(
        request,
        _("第%(n)s件疑点") % {"n": found.pk},
        (_("疑点"), reverse("doubts")),
        shown=shown(found),
        rule=RULES.get(found.rule),
        lines=frame.shown(service.lines_behind(found)),
        notes=[(n, Light(*states()[n.state])) for n in said],
        typed=typed,
        choices=[(s, word) for s, (_shape, word, _tone) in states().items()],
        mine=found.by == request.user.username,
        problems=refused.problems if refused else (),
    )
    return render(request, "pages/audit/doubt.html", words, status=400 if refused else 200)


@require_http_methods(["GET", "POST"])
@frame.auditor
def rules(request: PageRequest) -> HttpResponse:
    """The rules with their thresholds, each to be changed with a reason; and who changed which."""
    wrong = request.POST.get("rule", "")
    refused: Refused | None = None
    if request.method == "POST":
        typed = {n.removeprefix(f"{wrong}-"): str(v) for n, v in request.POST.items()}
        try:
            changed = thresholds.change(request.town, wrong, typed, request.user, typed.get("why", ""))
            said = _("界限已改，今天起用。") if changed else _("和原来一样，没有改。")
            messages.success(request, said)
            return redirect("doubt_rules")
        except Refused as fault:
            refused = fault
    made = [
        (
            rule,
            [(n.title, thresholds.of_day(request.town, rule, clock.today())[n.id]) for n in rule.limits],
            _controls(request, rule, refused if rule.id == wrong else None),
            rule.id == wrong,
        )
        for rule in RULES.values()
    ]
    past = Threshold.objects.filter(town=request.town).select_related("by").order_by("-at", "-pk")[:50]
    words = frame.words(
        request,
        _("疑点规则"),
        (_("疑点"), reverse("doubts")),
        rules=made,
        past=[(t, *_titles(t)) for t in past],
        problems=refused.problems if refused and wrong not in RULES else (),
    )
    return render(request, "pages/audit/rules.html", words, status=400 if refused else 200)


def _titles(changed: Threshold) -> tuple[str, str]:
    rule = RULES.get(changed.rule)
    limits = {limit.id: str(limit.title) for limit in rule.limits} if rule else {}
    return str(rule.title) if rule else changed.rule, limits.get(changed.limit, changed.limit)


def _controls(request: PageRequest, rule: Rule, refused: Refused | None) -> list[Control]:
    """A control for each threshold and for the reason; ids begin with the rule's, as the page has many."""
    held = thresholds.of_day(request.town, rule, clock.today())
    asked = [(limit.id, str(limit.title), "number", str(held[limit.id])) for limit in rule.limits]
    asked.append(("why", _("为什么改"), "text", ""))
    found = refused.problems if refused else ()
    return [
        Control(
            f"{rule.id}-{name}",
            title,
            kind,
            request.POST.get(f"{rule.id}-{name}", "")[:200] if refused else now,
            required=True,
            problems=tuple(p for p in found if p.where == name),
        )
        for name, title, kind, now in asked
    ]
