"""Addresses of the explorer."""

from django.urls import path

from durna.web.explorer import figure_views, views, vouched_views
from durna.web.explorer.views import when_ready

urlpatterns = [
    path("figures/", when_ready(views.find), name="explorer"),
    path("editions/", when_ready(views.listed), name="editions"),
    path("editions/<str:name>/", when_ready(views.edition), name="edition"),
    path("editions/<str:name>/figures/<str:indicator>/", when_ready(figure_views.figures), name="figures"),
    path(
        "editions/<str:name>/figures/<str:indicator>/<str:drawing>.svg",
        when_ready(figure_views.drawing),
        name="figures_drawing",
    ),
    path(
        "editions/<str:name>/figures/<str:indicator>/as/<str:format>",
        when_ready(figure_views.figures_file),
        name="figures_file",
    ),
    path("editions/<str:name>/figure/<path:figure>", when_ready(figure_views.figure), name="figure"),
    path("editions/<str:name>/verification/", when_ready(vouched_views.verification), name="edition_verification"),
    path(
        "editions/<str:name>/verification/<path:path>",
        when_ready(vouched_views.verification_file),
        name="edition_verification_file",
    ),
    path("editions/<str:name>/documents/<path:path>", when_ready(views.document), name="document"),
]
