"""Addresses of static files for templates, as Django's tag gives them, but each looked up once."""

from functools import cache

from django import template
from django.core.files.storage import Storage, storages

register = template.Library()


@register.simple_tag
def static(path: str) -> str:
    """Return where the static file `path` is; every page names twenty."""
    return _address(storages["staticfiles"], path)


@cache
def _address(storage: Storage, path: str) -> str:
    return storage.url(path)
