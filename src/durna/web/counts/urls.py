"""Addresses of cross-tables of records."""

from django.urls import path

from durna.web.counts import views

urlpatterns = [
    path("counts/", views.counts, name="counts"),
    path("counts/<int:pk>/", views.answer, name="counts_answer"),
]
