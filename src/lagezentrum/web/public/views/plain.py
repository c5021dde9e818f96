"""Pages that change only with the program: accessibility, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lagezentrum.web.public.caching import page


@page
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, and how that was tested."""
    return render(request, "public/accessibility.html")


@page
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored of whom, and for how long."""
    return render(request, "public/privacy.html")
