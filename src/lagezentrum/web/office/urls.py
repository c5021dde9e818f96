"""Addresses of the office, below /buero/."""

from django.urls import include, path

from lagezentrum.web.office.views import (
    areas,
    deputies,
    drafts,
    finding,
    grants,
    imports,
    matters,
    notices,
    orders,
    register,
    suspensions,
    work,
)

app_name = "office"

urlpatterns = [
    path("", work.work_list, name="work"),
    path("feststellung/<str:area>/<str:rule>/<str:step>/<str:change>/", finding.finding, name="finding"),
    path("entwurf/", drafts.choose, name="choose"),
    path("entwurf/<str:kind>/<str:area>/", drafts.draft, name="draft"),
    path("vorgaenge/", matters.matters, name="matters"),
    path("vorgaenge/<str:matter>/", matters.matter, name="matter"),
    path("vorgaenge/<str:matter>/zeichnen/", matters.approve, name="approve"),
    path("vorgaenge/<str:matter>/veroeffentlichen/", matters.publish, name="publish"),
    path("vorgaenge/<str:matter>/zurueckziehen/", matters.withdraw, name="withdraw"),
    path("vorgaenge/<str:matter>/aussetzung/", suspensions.suspend, name="suspend"),
    path("vorgaenge/<str:matter>/aussetzung/bestaetigen/", suspensions.confirm_suspension, name="confirm-suspension"),
    path("vorgaenge/<str:matter>/berichtigen/", drafts.correct, name="correct"),
    path("vorgaenge/<str:matter>/anordnung.docx", orders.draft, name="order-docx"),
    path("vorgaenge/<str:matter>/pruefen/", orders.check, name="check-order"),
    path("gebiete/<str:area>/", areas.area, name="area"),
    path("lieferungen/", imports.imports, name="imports"),
    path("lieferungen/einspielen/", imports.upload, name="upload"),
    path("lieferungen/wert/", notices.enter, name="notice"),
    path("lieferungen/<int:number>/", imports.file, name="file"),
    path("lieferungen/<int:number>/freigeben/", imports.release, name="release"),
    path("lieferungen/<int:number>/verwerfen/", imports.reject, name="reject"),
    path("lieferungen/<int:number>/bestaetigen/", notices.confirm, name="confirm"),
    path("register/", register.register, name="register"),
    path("register/pruefen/", register.verify, name="verify"),
    path("register/<int:number>/", register.event, name="event"),
    path("pool/", include("lagezentrum.web.office.pool.urls")),
    path("berechtigungen/", grants.grants, name="grants"),
    path("vertretung/", deputies.deputies, name="deputies"),
    path("vertretung/<int:number>/beenden/", deputies.end, name="end-deputy"),
]
