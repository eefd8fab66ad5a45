from django.urls import include, path

from yiben.start.health import health

handler400 = "yiben.pages.errors.bad_request"
handler403 = "yiben.pages.errors.forbidden"
handler404 = "yiben.pages.errors.not_found"
handler500 = "yiben.pages.errors.server_error"

urlpatterns = [
    path("health", health, name="health"),
    path("api/", include("yiben.api.urls")),
    path("", include("yiben.pages.urls")),
]
