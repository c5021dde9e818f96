"""API v1: the same answers for programs, under /api/v1/."""

import json
from functools import cached_property
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from lagezentrum.web.api import openapi
from lagezentrum.web.api.operations import (
    access,
    catalogue,
    determinations,
    districts,
    findings,
    forecast,
    maps,
    observations,
    outlook,
    regulations,
)
from lagezentrum.web.api.problems import handle_all
from lagezentrum.web.api.throttle import PerAddress


class Api(NinjaAPI):
    """The API with a document that tells the whole truth: problems, headers and limits included."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """The OpenAPI 3.1 document, made once: it says the same to everybody."""
        asked = json.dumps(given, sort_keys=True, default=str)
        if asked not in self._documents:
            self._documents[asked] = openapi.finished(super().get_openapi_schema(**given))
        return self._documents[asked]

    @cached_property
    def _documents(self) -> dict[str, OpenAPISchema]:
        return {}


api = Api(
    title="Lagezentrum",
    version="1.0.0",
    description=openapi.DESCRIPTION,
    urls_namespace="api-v1",
    throttle=PerAddress(),
    openapi_extra={
        "info": {"license": {"name": "Data: dl-de/by-2-0", "url": "https://www.govdata.de/dl-de/by-2-0"}},
        "tags": openapi.TAGS,
    },
)
handle_all(api)
for part in (
    districts,
    outlook,
    forecast,
    findings,
    determinations,
    observations,
    maps,
    access,
    regulations,
    catalogue,
):
    api.add_router("", part.router)
