"""A site with a page whose author forgot to say who may open it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from durna.web.urls import handler403, handler404  # noqa: F401
from durna.web.urls import urlpatterns as known


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a secret")


urlpatterns = [path("forgotten/", forgotten, name="forgotten"), *known]
