"""Addresses of the API and of the pages about it. The routes stand flat among all pages, so that one gate sees each."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.transaction import non_atomic_requests
from django.urls import URLPattern, path

from durna.web.access.routes import needs, permission_of
from durna.web.api import api as routes
from durna.web.api import views


def _routes() -> Iterator[URLPattern]:
    """A route asks for what its function asks for; one that says nothing stays shut."""
    functions = [each for each in vars(routes).values() if hasattr(each, "_ninja_operation")]
    asked = {each._ninja_operation.url_name: permission_of(None, each) for each in functions}
    for pattern in routes.api.urls[0]:
        if pattern.name in asked:
            permission = asked[pattern.name]
            callback = needs(permission)(pattern.callback) if permission else pattern.callback
            # A route reads and writes nothing: it holds no transaction.
            yield path(f"api/v1/{pattern.pattern}", non_atomic_requests(callback), name=pattern.name)


urlpatterns = [
    path("api/", views.described, name="api"),
    path("api/v1/openapi.json", views.openapi, name="api_openapi"),
    path("account/api-keys/", views.keys, name="api_keys"),
    path("account/api-keys/<int:pk>/revoke/", views.revoke, name="api_key_revoke"),
    *_routes(),
]
