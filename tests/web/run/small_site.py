"""A site of three pages, to see that the tests of the real one would notice what is wrong."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

_FRAME = '<!doctype html><html lang="de"><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main>'


def good(request: HttpRequest) -> HttpResponse:
    """A page without fault; names the person signed in."""
    return HttpResponse(_FRAME.format(title="Gut", body=f"<p>{request.user.get_username() or 'niemand'}</p>"))


def bad(request: HttpRequest) -> HttpResponse:
    """A page with a foreign image, a script in the page, a picture without words, and a box that is too wide."""
    body = (
        '<img src="https://example.org/a.png"><script>document.title = "x"</script>'
        '<svg width="2000" height="10"><rect width="2000" height="10"/></svg>'
    )
    return HttpResponse(_FRAME.format(title="Schlecht", body=body))


def lax(request: HttpRequest) -> HttpResponse:
    """A page with a foreign image that no policy holds back."""
    answer = HttpResponse(_FRAME.format(title="Lasch", body='<img alt="" src="https://example.org/a.png">'))
    answer["Content-Security-Policy"] = "img-src *"
    return answer


urlpatterns = [path("", good), path("schlecht/", bad), path("lasch/", lax)]
