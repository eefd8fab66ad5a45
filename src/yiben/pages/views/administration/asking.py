"""The forms of proposals: which controls a kind of change has, and what they say as a proposal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from yiben.administration import batch, duties, members
from yiben.declare.load import catalog
from yiben.kernel import clock
from yiben.kernel.problems import Problem
from yiben.township import places, post_names
from yiben.township.models import Account, Holding, Office
from yiben.ui.controls import Control, Option

Typed = Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """How one kind is asked for."""

    title: Callable[[], str]
    lead: Callable[[], str]
    """What happens when it is confirmed, in a sentence."""
    controls: Callable[[str, Typed], list[Control]]
    about: Callable[[str, Typed], dict[str, Any]]
    kind: str = ""
    """The kind proposed, where it goes by another name than the form."""


def _person(town: str, typed: Typed) -> Control:
    return Control("account", _("给谁"), "text", typed.get("account", ""), required=True, hint=_hint_person())


def _hint_person() -> str:
    return _("账号名，或者本镇不重名的姓名")


def _village_options(town: str) -> tuple[Option, ...]:
    return tuple((v.code, places.said(v.code)) for v in places.villages(town, clock.today()))


def _post_options() -> tuple[Option, ...]:
    return tuple((k.id, k.title) for k in catalog().posts.values())


def _post_and_place(town: str, typed: Typed) -> list[Control]:
    return [
        Control("post", _("岗位"), "select", typed.get("post", ""), _post_options(), required=True),
        Control(
            "place",
            _("村（社区）"),
            "select",
            typed.get("place", ""),
            _village_options(town),
            hint=_("村级岗位才选；镇级岗位不选"),
        ),
    ]


def _one_controls(town: str, typed: Typed) -> list[Control]:
    return [
        Control(
            "username",
            _("账号"),
            "text",
            typed.get("username", ""),
            required=True,
            hint=_("小写字母开头，可有数字；例如 wangshifan"),
        ),
        Control("name", _("姓名"), "text", typed.get("name", ""), required=True),
        *_post_and_place(town, typed),
    ]


def _one_about(town: str, typed: Typed) -> dict[str, Any]:
    return {"rows": [{"row": 1, **{c: typed.get(c, "") for c in batch.COLUMNS}}]}


def _list_controls(town: str, typed: Typed) -> list[Control]:
    hint = _("一人一行，依次是账号、姓名、岗位、村（社区），从 Excel 复制过来即可；镇级岗位不填村。")
    return [Control("rows", _("名单"), "long", typed.get("rows", ""), required=True, hint=hint)]


def _list_about(town: str, typed: Typed) -> dict[str, Any]:
    return batch.as_about(batch.read_rows(typed.get("rows", "")))


def _only_person(town: str, typed: Typed) -> list[Control]:
    return [_person(town, typed)]


def _only_account(town: str, typed: Typed) -> dict[str, Any]:
    return {"account": members.typed(typed.get("account", ""), town)}


def _given_controls(town: str, typed: Typed) -> list[Control]:
    today = clock.today().isoformat()
    return [
        _person(town, typed),
        *_post_and_place(town, typed),
        Control("since", _("任职日"), "date", typed.get("since", today), required=True),
        Control("until", _("到期日"), "date", typed.get("until", ""), hint=_("临时顶岗才填；这一天起不再任")),
    ]


def _given_about(town: str, typed: Typed) -> dict[str, Any]:
    kept = {n: typed.get(n, "") for n in ("post", "place", "since", "until")}
    return _only_account(town, typed) | kept


def _seats(town: str, who: str) -> tuple[Option, ...]:
    """The posts that the person holds, each as kind@place."""
    account = Account.objects.filter(username=members.typed(who, town)).first()
    held: list[Holding] = members.open_holdings(account, town) if account else []
    found = {f"{h.post.kind}@{h.post.place}": post_names.said(h.post) for h in held}
    return tuple(found.items())


def _seat(town: str, typed: Typed, who: str) -> Control:
    options = _seats(town, typed.get(who, ""))
    value = typed.get("seat") or (options[0][0] if len(options) == 1 else "")
    if options:
        return Control("seat", _("岗位"), "select", value, options, required=True)
    hint = _("先填人再提交，就会列出他任的岗位")
    return Control("seat", _("岗位"), "select", value, hint=hint, required=True)


def _seat_about(typed: Typed) -> dict[str, str]:
    kind, _at, place = typed.get("seat", "").partition("@")
    return {"post": kind, "place": place if _level(kind) == "village" else ""}


def _level(kind: str) -> str:
    known = catalog().posts.get(kind)
    return known.level if known else ""


def _ended_controls(town: str, typed: Typed) -> list[Control]:
    today = clock.today().isoformat()
    return [
        replace(_person(town, typed), title=_("免去谁")),
        _seat(town, typed, "account"),
        Control(
            "until", _("免职日"), "date", typed.get("until", today), required=True, hint=_("这一天起不再任")
        ),
        Control(
            "successor",
            _("接任人"),
            "text",
            typed.get("successor", ""),
            hint=_("唯一的管理员免职必须填；") + _hint_person(),
        ),
    ]


def _ended_about(town: str, typed: Typed) -> dict[str, Any]:
    return {
        **_only_account(town, typed),
        **_seat_about(typed),
        "until": typed.get("until", ""),
        "successor": members.typed(typed.get("successor", ""), town),
    }


def _handover_controls(town: str, typed: Typed) -> list[Control]:
    today = clock.today().isoformat()
    giver = typed.get("from") or typed.get("account", "")
    return [
        Control("from", _("移交人"), "text", giver, required=True, hint=_hint_person()),
        Control("to", _("接收人"), "text", typed.get("to", ""), required=True, hint=_hint_person()),
        _seat(town, {**typed, "from": giver}, "from"),
        Control(
            "day",
            _("交接日"),
            "date",
            typed.get("day", today),
            required=True,
            hint=_("可以是以后的一天；权限和未办结的记录到这一天一起过去"),
        ),
    ]


def _handover_about(town: str, typed: Typed) -> dict[str, Any]:
    people = {n: members.typed(typed.get(n, ""), town) for n in ("from", "to")}
    return {**people, **_seat_about(typed), "day": typed.get("day", "")}


def _use_controls(town: str, typed: Typed) -> list[Control]:
    registers = tuple((r.id, r.title) for r in catalog().registers.values())
    lists = tuple((id_, _(title)) for id_, title in duties.DUTIES.items())
    use = (("yes", _("启用")), ("no", _("不用")))
    return [
        Control("register", _("台账"), "select", typed.get("register", ""), registers, required=True),
        Control(
            "duty",
            _("在哪张清单上"),
            "select",
            typed.get("duty", ""),
            lists,
            required=True,
            hint=_("三张清单：基本履职、配合履职、上级收回"),
        ),
        Control("used", _("用不用"), "select", typed.get("used", ""), use, required=True),
        Control("since", _("自哪天起"), "date", typed.get("since", clock.today().isoformat()), required=True),
    ]


def _use_about(town: str, typed: Typed) -> dict[str, Any]:
    used = {"yes": True, "no": False}.get(typed.get("used", ""))
    row = {"register": typed.get("register"), "duty": typed.get("duty"), "used": used}
    return {"registers": [row], "since": typed.get("since", "")}


def _titles_controls(town: str, typed: Typed) -> list[Control]:
    own = dict(Office.objects.filter(town=town).values_list("kind", "title"))
    offices = [
        (f"office:{o.id}", _("科室：%(title)s") % {"title": own.get(o.id, o.title)})
        for o in catalog().offices.values()
    ]
    posts = [
        (f"post:{k.id}", _("岗位：%(title)s") % {"title": k.title})
        for k in catalog().posts.values()
        if k.level != "village"
    ]
    return [
        Control("what", _("改哪一个"), "select", typed.get("what", ""), (*offices, *posts), required=True),
        Control(
            "title",
            _("新名称"),
            "text",
            typed.get("title", ""),
            required=True,
            hint=_("只改叫法，权限和数据不变"),
        ),
    ]


def _titles_about(town: str, typed: Typed) -> dict[str, Any]:
    sort, _colon, name = typed.get("what", "").partition(":")
    return {"rows": [{sort or "office": name, "title": typed.get("title", "")}]}


def _form(title: Callable[[], str], lead: Callable[[], str]) -> Form:
    return Form(title, lead, _only_person, _only_account)


def _robot_controls(town: str, typed: Typed) -> list[Control]:
    hint = _("从企业微信或钉钉的群机器人设置里整条复制；留空是不再发。网址加密保存，确认的人只看到头尾。")
    return [Control("address", _("网址"), "text", typed.get("address", ""), hint=hint)]


def _robot_about(town: str, typed: Typed) -> dict[str, Any]:
    return {"address": typed.get("address", "")}


FORMS: Mapping[str, Form] = {
    "person": Form(
        lambda: _("新建账号"),
        lambda: _("确认后账号就在岗位上；一次性密码由系统管理员当面交给本人，首次登录必须改。"),
        _one_controls,
        _one_about,
        "people",
    ),
    "people": Form(
        lambda: _("按名单新建账号"),
        lambda: _("整张名单一起提出、一起确认；有一处不对，就一个也不建，逐行告诉您错在哪里。"),
        _list_controls,
        _list_about,
    ),
    "post_given": Form(
        lambda: _("任命岗位"),
        lambda: _("岗位带来的台账权限从任职日起有效。"),
        _given_controls,
        _given_about,
    ),
    "post_ended": Form(
        lambda: _("免去岗位"),
        lambda: _("权限到免职日为止；名下还有没办结的记录，请改用岗位交接。"),
        _ended_controls,
        _ended_about,
    ),
    "handover": Form(
        lambda: _("岗位交接"),
        lambda: _(
            "没有办结的记录、经办的台账和权限，在交接日一起从移交人转到接收人；存的视图和草稿仍归移交人。"
        ),
        _handover_controls,
        _handover_about,
    ),
    "account_off": _form(
        lambda: _("停用账号"), lambda: _("停用后立即退出登录，不能再进；做过的事都还在账上。")
    ),
    "account_on": _form(lambda: _("启用账号"), lambda: _("启用后凭原来的密码和岗位使用。")),
    "password_reset": _form(
        lambda: _("重设密码"), lambda: _("确认后原密码立即作废；一次性密码只显示一次，由您当面交给本人。")
    ),
    "factor_reset": _form(
        lambda: _("重设第二因子"), lambda: _("确认后原来的验证器和安全密钥都不能用，由本人重新设置。")
    ),
    "register_use": Form(
        lambda: _("台账启停"),
        lambda: _("按镇里的三张清单定每本台账用不用。停用的台账不再登记，已有的记录还在。"),
        _use_controls,
        _use_about,
    ),
    "robot": Form(
        lambda: _("机器人通知"),
        lambda: _("确认后每小时至多往工作群发一次合计件数和网址；晚上和休息日不发。"),
        _robot_controls,
        _robot_about,
    ),
    "titles": Form(
        lambda: _("改名称"), lambda: _("科室和岗位按本镇的叫法显示。"), _titles_controls, _titles_about
    ),
}
SAME = {"post": "seat", "place": "seat", "office": "what"}
"""Where a problem's field has no control of its own: the control that shows it."""


def with_problems(controls: list[Control], problems: list[Problem]) -> tuple[list[Control], list[Problem]]:
    """The controls with their faults beside them, and the problems that none of them shows."""
    ids = {c.id for c in controls}
    placed: dict[str, list[Problem]] = {}
    rest = []
    for one in problems:
        where = one.where.rpartition(":")[2]
        where = where if where in ids else SAME.get(where, where)
        if where in ids:
            placed.setdefault(where, []).append(one)
        else:
            rest.append(one)
    return [replace(c, problems=tuple(placed.get(c.id, ()))) for c in controls], rest
