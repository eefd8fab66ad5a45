"""What can be done, as the audit pages call it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

ACTIONS: Mapping[str, str | Promise] = {
    "login": lazy("登录"),
    "login_failed": lazy("登录失败"),
    "logout": lazy("退出"),
    "refused": lazy("被拒绝"),
    "reveal": lazy("看全号"),
    "search": lazy("按号码查找"),
    "opened": lazy("打开附件"),
    "export": lazy("导出"),
    "recorded": lazy("登记"),
    "corrected": lazy("更正"),
    "moved": lazy("办理"),
    "voided": lazy("作废"),
    "attached": lazy("存附件"),
    "assigned": lazy("移交"),
    "erased": lazy("销毁号码"),
    "proposed": lazy("提出变更"),
    "confirmed": lazy("确认变更"),
    "turned_down": lazy("退回变更"),
    "withdrawn": lazy("撤回变更"),
    "alone": lazy("直接办理"),
    "carried_out": lazy("变更到日生效"),
    "passwords_issued": lazy("发一次性密码"),
    "rules_checked": lazy("核对规则"),
    "password": lazy("改密码"),
    "factor_set": lazy("设第二因子"),
    "factor_removed": lazy("删第二因子"),
    "recovery_made": lazy("生成备用码"),
    "session_ended": lazy("结束登录"),
    "machine": lazy("在服务器上操作"),
    "doubt": lazy("处理疑点"),
    "setting": lazy("改疑点界限"),
    "other": lazy("其他"),
}
EVENTS = {"administration.refused": "turned_down"}
"""Kinds of entries that are called otherwise here."""
SENSITIVE = ("reveal", "export", "search", "opened", "proposed", "confirmed", "passwords_issued")
"""What doubts about the hour look at: acts on data and rights, never the ordinary recording of work."""


def title(action: str) -> str:
    return str(ACTIONS.get(action, action))
