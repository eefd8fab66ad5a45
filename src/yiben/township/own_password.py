"""Whether a password that somebody chose for himself is good enough, said in the reader's language."""

from django.contrib.auth.password_validation import MinimumLengthValidator, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yiben.township.models import Account


def weakness(password: str, account: Account | None = None) -> str:
    """What is wrong with it, empty where nothing is; Django's own words are not all translated."""
    try:
        validate_password(password, account)
    except ValidationError as fault:
        return "；".join(dict.fromkeys(map(_said, fault.error_list)))
    return ""


def _said(fault: ValidationError) -> str:
    params = fault.params or {}
    shortest = params.get("min_length", MinimumLengthValidator().min_length)
    return {
        "password_too_short": _("至少要%(n)s个字") % {"n": shortest},
        "password_too_common": _("太常见，别人一猜就中"),
        "password_entirely_numeric": _("不能全是数字"),
        "password_too_similar": _("和账号或姓名太像"),
    }.get(str(fault.code), "".join(fault.messages))
