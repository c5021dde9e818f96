"""Addresses of the feeds."""

from django.urls import path, re_path

from lagezentrum.web.api.problems import unknown_path
from lagezentrum.web.api.serving import all_read_only
from lagezentrum.web.feeds import views

urlpatterns = all_read_only(
    [
        path("feeds/data-package.zip", views.data_package, name="data-package"),
        path("feeds/cap/<str:name>.xml", views.cap_message, name="cap"),
        path("feeds/<str:ags>.ics", views.ics, name="calendar"),
        path("feeds/<str:ags>.atom", views.atom_feed, name="atom"),
        re_path(r"^feeds(?:/.*)?$", unknown_path, name="feeds-unknown"),
    ]
)
