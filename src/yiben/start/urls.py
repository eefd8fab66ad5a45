from django.urls import include, path

urlpatterns = [
    path("api/", include("yiben.api.urls")),
    path("", include("yiben.pages.urls")),
]
