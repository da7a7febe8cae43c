"""What all templates may print: addresses of static files, as Django's tag gives them, but each
looked up once, the site's own, and which day it is.
"""

from functools import cache

from django import template
from django.core.files.storage import Storage, storages
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from web.dates import day_and_year
from web.origin import ORIGIN
from web.stylesheets import PARTS, WHOLE, StylesTogether

register = template.Library()


@register.simple_tag
def static(path: str) -> str:
    """Return where the static file `path` is; every page names twenty."""
    return _address(storages["staticfiles"], path)


@register.simple_tag
def stylesheets() -> SafeString:
    """Return the links to all styles: to the one file, where there is one."""
    storage = storages["staticfiles"]
    files = [WHOLE] if isinstance(storage, StylesTogether) else PARTS
    return format_html_join(
        "\n  ", '<link rel="stylesheet" href="{}">', ((_address(storage, each),) for each in files)
    )


@register.simple_tag
def origin() -> SafeString:
    """Return what stands for the site’s own address, before a path where a page begins."""
    return mark_safe(ORIGIN)  # noqa: S308 (its own mark)


@register.simple_tag
def today() -> str:
    """Return the day on which a page is printed, with its year."""
    return day_and_year(timezone.now())


@cache
def _address(storage: Storage, path: str) -> str:
    return storage.url(path)
