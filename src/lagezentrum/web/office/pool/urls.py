"""Addresses of the staff pool, below /buero/pool/."""

from django.urls import path

from lagezentrum.web.office.pool.views import (
    board,
    changes,
    deployments,
    downloads,
    explaining,
    lenders,
    offices,
    proposals,
    writing,
)

urlpatterns = [
    path("", board.start, name="pool"),
    path("lage/", board.show, name="pool-board"),
    path("vorlage-<str:name>.csv", downloads.template, name="pool-template"),
    path("vorschlaege/", proposals.proposals, name="pool-proposals"),
    path("vorschlaege/neu/", proposals.propose, name="pool-propose"),
    path("vorschlaege/<str:key>/", proposals.proposal, name="pool-proposal"),
    path("vorschlaege/<str:key>/aendern/", changes.change, name="pool-change"),
    path("vorschlaege/<str:key>/vorlegen/", proposals.submit, name="pool-submit"),
    path("vorschlaege/<str:key>/freigeben/", proposals.approve, name="pool-approve"),
    path("vorschlaege/<str:key>/zurueckgeben/", proposals.send_back, name="pool-send-back"),
    path("vorschlaege/<str:key>/anordnen/", proposals.order, name="pool-order"),
    path("vorschlaege/<str:key>/amt/<str:receiver>/", explaining.office, name="pool-why-office"),
    path("vorschlaege/<str:key>/kraft/<path:alias>/", explaining.one, name="pool-why-person"),
    path("vorschlaege/<str:key>/plan.json", downloads.plan, name="pool-plan"),
    path("vorschlaege/<str:key>/deckung.<str:form>", downloads.coverage, name="pool-coverage"),
    path("vorschlaege/<str:key>/wochenbericht.pdf", writing.report, name="pool-report"),
    path("einsaetze/", deployments.deployments, name="pool-deployments"),
    path("einsaetze/schreiben/", writing.write, name="pool-letters"),
    path("einsaetze.<str:form>", downloads.deployments, name="pool-deployments-file"),
    path("stellen/", lenders.lenders, name="pool-lenders"),
    path("stellen/<str:key>/", lenders.lender, name="pool-lender"),
    path("stellen/<str:key>/datei/", lenders.upload, name="pool-file"),
    path("stellen/<str:key>/datei/<int:number>/", lenders.waiting, name="pool-upload"),
    path("stellen/<str:key>/melden/", lenders.nominate, name="pool-nominate"),
    path("stellen/<str:key>/pruefen/", lenders.check, name="pool-check"),
    path("stellen/<str:key>/grenzen/", lenders.limits, name="pool-limits"),
    path("aemter/", offices.offices, name="pool-offices"),
    path("aemter/<str:key>/", offices.office, name="pool-office"),
    path("aemter/<str:key>/bedarf/", offices.ask, name="pool-ask"),
    path("aemter/<str:key>/kalender.ics", offices.calendar, name="pool-calendar"),
]
