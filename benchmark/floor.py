"""What answering costs at the least: a bare view, without middleware, session or database."""

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from benchmark.meter import Median, median_of

BODY = b"x" * 20_000_000
RUNS = 100


def bare(request: HttpRequest) -> HttpResponse:
    """Answer with as many bytes as are asked for."""
    return HttpResponse(BODY[: int(request.GET["bytes"])])


urlpatterns = [path("", bare)]


def floor_of(size: int) -> Median:
    """Return what a bare view costs that returns `size` bytes, through the same client."""
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=__name__):
        client = Client()
        return median_of(lambda: client.get("/", {"bytes": size}), runs=RUNS, warm_up=10)
