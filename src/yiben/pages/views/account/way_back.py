"""Crumbs of the pages under one's own account."""

from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("我的账号"), reverse("account")), (title, "")]
