"""Addresses. Pages speak the language of their address (`/en/…`; German has no prefix), so they need no cookie."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

handler500 = "lagezentrum.web.frame.server_error"

urlpatterns = [
    path("", include("lagezentrum.web.api.urls")),
    path("", include("lagezentrum.web.feeds.urls")),
    *i18n_patterns(
        path("betrieb/", admin.site.urls),
        path("konto/", include("lagezentrum.web.people.urls")),
        path("buero/", include("lagezentrum.web.office.urls")),
        path("", include("lagezentrum.web.public.urls")),
        prefix_default_language=False,
    ),
]
