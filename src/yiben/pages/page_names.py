"""Which part of the system a page's address belongs to, and what that part is called."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yiben.declare.load import catalog
from yiben.ledger.models import Record

LONGEST = 200
AREAS = {
    "": lazy("工作台"),
    "registers": lazy("台账"),
    "records": lazy("台账"),
    "figures": lazy("数据指标"),
    "reports": lazy("报告"),
    "reading": lazy("读稿"),
    "search": lazy("查找"),
    "catalog": lazy("台账说明"),
    "rules": lazy("规则和出处"),
    "account": lazy("我的账号"),
    "administration": lazy("管理"),
    "audit": lazy("审计"),
    "opening": lazy("开账准备"),
    "notices": lazy("消息"),
    "complaints": lazy("意见箱"),
    "drafts": lazy("草稿"),
    "calendar": lazy("周历"),
    "inbox": lazy("联动收件箱"),
    "supervision": lazy("督查督办"),
    "rhythm": lazy("调度节奏"),
    "inspections": lazy("检查评比"),
    "events": lazy("活动"),
    "limits": lazy("时限规定"),
}
"""First part of an address."""
REGISTER = "register:"


def own_page(address: str) -> str:
    """The address of one of our pages without what was asked there; empty for any other text."""
    path = urlsplit(address).path if address.startswith("/") and not address.startswith("//") else ""
    if not path or len(path) > LONGEST:
        return ""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path


def area_of(path: str) -> str:
    """`register:petitions` for a register's pages and those of its records, else the address's first part."""
    if not own_page(path):
        return ""
    known = resolve(path).kwargs
    register = str(known.get("register", ""))
    if "record" in known:
        found = Record.objects.filter(record=known["record"]).values_list("register", flat=True).first()
        register = found or ""
    if register in catalog().registers:
        return f"{REGISTER}{register}"
    return path.split("/")[1] or "desk"


def title_of(area: str) -> str:
    if area.startswith(REGISTER):
        register = catalog().registers.get(area.removeprefix(REGISTER))
        return register.title if register else _("台账")
    known = AREAS.get("" if area == "desk" else area)
    return str(known) if known and area else _("没有写明")
