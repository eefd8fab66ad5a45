"""The API: the same services, queries, rights and masks as the pages, over the log-in session."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.security import django_auth

from yiben.api import faults
from yiben.api.figures import router as figures
from yiben.api.records import router as records
from yiben.api.registers import router as registers
from yiben.township import rights

api = NinjaAPI(
    title=_("一本账"),
    version="1",
    description=_("登录会话鉴权；写操作须带 X-CSRFToken。错误一律是 problems 列表。"),
    auth=django_auth,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
faults.install(api)
api.add_router("/registers", registers, tags=["registers"])
api.add_router("/records", records, tags=["records"])
api.add_router("/figures", figures, tags=["figures"])


@api.get("/openapi.json", include_in_schema=False)
def openapi(request: HttpRequest) -> dict[str, Any]:
    """This description; the same as docs/openapi.json."""
    account: Any = request.user
    if not rights.readable(account):
        raise rights.Denied(rights.ACTIONS["read"], "openapi.json")
    return schema()


def schema() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix="/api/"))
