from django.urls import path

from yiben.api.service import api

urlpatterns = [path("", api.urls)]
