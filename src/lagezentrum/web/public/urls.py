"""Addresses of the public pages. German words; the API has English ones."""

from django.urls import path

from lagezentrum.web.public.views.district import district
from lagezentrum.web.public.views.door import door_check
from lagezentrum.web.public.views.door_notice import door_notice, door_notice_pdf
from lagezentrum.web.public.views.entry import entry
from lagezentrum.web.public.views.forecast_record import forecast_record
from lagezentrum.web.public.views.lab import lab, lab_answer, lab_csv, lab_design
from lagezentrum.web.public.views.method import method
from lagezentrum.web.public.views.order import order
from lagezentrum.web.public.views.order_file import order_file
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
    path("feststellungen/<str:matter>/anordnung.pdf", order_file, {"form": "pdf"}, name="order-pdf"),
    path("feststellungen/<str:matter>/anordnung.docx", order_file, {"form": "docx"}, name="order-docx"),
    path("einlass/", entry, name="entry"),
    path("einlass/betrieb/", door_check, name="door"),
    path("aushang/", door_notice, name="door-notice"),
    path("aushang.pdf", door_notice_pdf, name="door-notice-pdf"),
    path("labor/", lab, name="lab"),
    path("labor/antwort/", lab_answer, name="lab-answer"),
    path("labor/kreise.csv", lab_csv, name="lab-csv"),
    path("labor/regel.yaml", lab_design, name="lab-design"),
    path("methode/", method, name="method"),
    path("methode/vorhersage/", forecast_record, name="forecast-record"),
    path("barrierefreiheit/", accessibility, name="accessibility"),
    path("datenschutz/", privacy, name="privacy"),
]
