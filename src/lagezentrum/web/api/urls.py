"""Addresses of the API; whatever lies nowhere is answered by a problem, too."""

from django.urls import path, re_path

from lagezentrum.web.api.document import document
from lagezentrum.web.api.problems import unknown_path
from lagezentrum.web.api.serving import all_read_only
from lagezentrum.web.api.v1 import api

urlpatterns = all_read_only(
    [
        path("api/v1/", unknown_path),
        path("api/v1/openapi.json", document),
        path("api/v1/", api.urls),
        re_path(r"^api(?:/.*)?$", unknown_path, name="api-unknown"),
    ]
)
