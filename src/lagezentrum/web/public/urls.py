"""Addresses of the public pages. German words; the API has English ones."""

from django.urls import path

from lagezentrum.web.public.views.district import district
from lagezentrum.web.public.views.method import method
from lagezentrum.web.public.views.order import order
from lagezentrum.web.public.views.orders import orders
from lagezentrum.web.public.views.plain import accessibility, privacy
from lagezentrum.web.public.views.saturday import saturday
from lagezentrum.web.public.views.season import season, season_csv
from lagezentrum.web.public.views.series import series
from lagezentrum.web.public.views.start import start
from lagezentrum.web.public.views.state import state

app_name = "public"

urlpatterns = [
    path("", start, name="start"),
    path("kreis/<str:ags>/", district, name="district"),
    path("land/", state, name="state"),
    path("samstag/", saturday, name="saturday"),
    path("verlauf/", season, name="season"),
    path("verlauf.csv", season_csv, name="season-csv"),
    path("reihen/<str:ags>/<str:indicator>.csv", series, name="series"),
    path("feststellungen/", orders, name="determinations"),
    path("feststellungen/<str:matter>/", order, name="determination"),
    path("methode/", method, name="method"),
    path("barrierefreiheit/", accessibility, name="accessibility"),
    path("datenschutz/", privacy, name="privacy"),
]
