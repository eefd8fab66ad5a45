"""Every kind of change there is."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as lazy

from yiben.administration import accounts, batch, duties, handover, posts, robots, titles
from yiben.administration.kind import Kind

_ALL = (
    Kind("people", lazy("新建账号"), batch.check, batch.carry_out),
    Kind("post_given", lazy("任命岗位"), posts.check_given, posts.give),
    Kind("post_ended", lazy("免去岗位"), posts.check_ended, posts.end),
    Kind("handover", lazy("岗位交接"), handover.check, handover.carry_out),
    Kind("account_off", lazy("停用账号"), accounts.check_off, accounts.off),
    Kind("account_on", lazy("启用账号"), accounts.check_on, accounts.on),
    Kind("password_reset", lazy("重设密码"), accounts.check_password, accounts.password),
    Kind("factor_reset", lazy("重设第二因子"), accounts.check_factor, accounts.factor),
    Kind("register_use", lazy("台账启停"), duties.check, duties.carry_out),
    Kind("robot", lazy("机器人通知"), robots.check, robots.carry_out),
    Kind("titles", lazy("改名称"), titles.check, titles.carry_out),
    Kind("unlock", lazy("解除锁定"), accounts.check_unlock, accounts.unlock, alone=True),
    Kind("session_ended", lazy("结束登录"), accounts.check_sessions, accounts.sessions, alone=True),
)
KINDS: Mapping[str, Kind] = {kind.id: kind for kind in _ALL}
