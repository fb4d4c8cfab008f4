"""Addresses of bulletins."""

from django.urls import path

from durna.web.bulletin import views
from durna.web.explorer.views import when_ready

urlpatterns = [
    path("bulletins/", when_ready(views.bulletins), name="bulletins"),
    path("bulletins/<str:name>/", when_ready(views.bulletin), name="bulletin"),
]
