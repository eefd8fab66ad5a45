"""The steps of opening a town: what each has come to is read off the data, so none is ticked by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils.translation import gettext as _

from yiben.administration import changes, rules
from yiben.declare.load import catalog
from yiben.opening import imports, posts, rules_checked, villages
from yiben.township import places, rights
from yiben.township.models import Account, Holding, Post, RegisterUse


@dataclass(frozen=True)
class Step:
    id: str
    title: str
    who: str
    done: bool
    said: str
    """How far it has come, in words."""
    mine: bool
    """Whether this account is to do it."""
    waiting: str = ""
    """What somebody else has to do first."""


@dataclass(frozen=True)
class Progress:
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(s.done for s in self.steps)

    @property
    def finished(self) -> bool:
        return all(s.done for s in self.steps)

    @property
    def next(self) -> Step | None:
        """What this account can do next."""
        return next((s for s in self.steps if s.mine and not s.done and not s.waiting), None)


def concerned(held: Iterable[Post]) -> bool:
    """Whether who holds these posts looks after the opening: administrators, the main office, leaders."""
    kinds = catalog().posts
    known = (kinds[p.kind] for p in held if p.kind in kinds)
    return any(k.administers or k.office in rules.LEADING for k in known)


def progress(town: str, account: Account) -> Progress:
    """All steps of the town, as they concern the account."""
    system = "system" in rights.administers(account)
    waits = {c.kind for c in changes.pending(town)}
    return Progress(
        (
            _passwords(town),
            _places(town, system),
            _posts(town, system),
            _people(town, system, waits),
            _registers(town, system, waits),
            _rules(town, account),
            _imports(town, account),
        )
    )


def _passwords(town: str) -> Step:
    kinds = [k.id for k in catalog().posts.values() if k.administers]
    left = Holding.objects.filter(
        until=None, post__kind__in=kinds, post__place=town, account__must_change_password=True
    )
    names = _("、").join(left.values_list("account__name", flat=True))
    said = _("还没有登录改密码：%(names)s") % {"names": names} if names else _("三个管理员都已改了一次性密码")
    return Step("passwords", _("管理员登录改密码"), _("三个管理员"), not names, said, mine=False)


def _places(town: str, system: bool) -> Step:
    found = places.villages(town)
    own = len(villages.provisional(found))
    said = _("%(n)s个村（社区）") % {"n": len(found)} if found else _("还没有村（社区）")
    if own:
        said += _("，其中%(n)s个用暂用代码") % {"n": own}
    return Step("places", _("村（社区）"), _("系统管理员"), bool(found), said, system)


def _posts(town: str, system: bool) -> Step:
    found = posts.lines(town)
    kept = [line for line in found if line.kept]
    short = [line for line in kept if line.posts < line.wanted]
    said = _("设了%(n)s个岗位") % {"n": sum(line.posts for line in kept)} if kept else _("还没有设岗位")
    if short:
        missing = sum(line.wanted - line.posts for line in short)
        said += _("，有%(n)s个村还没有文书岗位") % {"n": missing}
    if kept and places.villages(town) and not any(line.kind.level == "village" for line in kept):
        said += _("，村里的还没有设")
    return Step("posts", _("科室和岗位"), _("系统管理员"), bool(kept) and not short, said, system)


def _people(town: str, system: bool, waits: Iterable[str]) -> Step:
    free = len(posts.empty(town))
    kinds = [k.id for k in posts.business_kinds()]
    held = Holding.objects.filter(
        until=None, post__kind__in=kinds, post__place__startswith=town, account__is_active=True
    )
    count = held.values("account").distinct().count()
    said = _("%(n)s个人在岗") % {"n": count} if count else _("还没有人在岗")
    if count and free:
        said += _("，空着%(n)s个岗位") % {"n": free}
    # Django marks the password of who never got one by a leading "!".
    closed = held.filter(account__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    unopened = closed.values("account").distinct().count()
    if unopened:
        said += _("，%(n)s个人还没有发一次性密码") % {"n": unopened}
    waiting = _("等安全管理员确认") if "people" in waits else ""
    done = bool(count) and not free and not unopened
    return Step("people", _("人员"), _("系统管理员"), done, said, system, waiting)


def _registers(town: str, system: bool, waits: Iterable[str]) -> Step:
    known = catalog().registers
    decided = RegisterUse.objects.filter(town=town, register__in=known)
    used = decided.filter(used=True).count()
    left = len(known) - decided.count()
    said = _("定了%(done)s本，还有%(left)s本没有定") % {"done": len(known) - left, "left": left}
    if not left:
        said = _("用%(used)s本，不用%(unused)s本") % {"used": used, "unused": len(known) - used}
    waiting = _("等安全管理员确认") if "register_use" in waits else ""
    return Step("registers", _("用哪些台账"), _("系统管理员"), not left, said, system, waiting)


def _rules(town: str, account: Account) -> Step:
    found = rules_checked.shelves(town)
    total, done = rules_checked.counted(found)
    mine = any(rules.may_check(account, r, town) for r, checked in found if rules_checked.left(checked))
    said = _("%(total)s条，已核对%(done)s条") % {"total": total, "done": done}
    return Step("rules", _("核对时限和标准"), _("党政办、领导、经办人"), done >= total, said, mine)


def _imports(town: str, account: Account) -> Step:
    found = imports.lines(town)
    left = [line for line in found if not line.done]
    said = _("%(done)s本已有记录或没有旧数据，还有%(left)s本") % {
        "done": len(found) - len(left),
        "left": len(left),
    }
    mine = any(rights.may(account, "write", line.register.id, town) for line in left)
    done = not left and bool(found)
    return Step("imports", _("第一次导入"), _("各台账的办事员"), done, said, mine)
