"""What all templates may print: addresses of static files, as Django's tag gives them, but each
looked up once, the script of the reader's language, what is always the same, the site's own
address, and which day it is.
"""

from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

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
def words() -> SafeString:
    """Return the script that gives all others their words in the reader’s language.

    It stands before them: scripts of a page run in their order. None is needed for English, in
    which they are written.
    """
    path = f"js/words/{get_language()}.js"
    if not _is_there(path):
        return SafeString()
    address = _address(storages["staticfiles"], path)
    return format_html('<script type="module" src="{}"></script>\n  ', address)


@register.simple_tag
def unchanging(partial: str) -> SafeString:
    """Return a partial that says the same on every page, printed once in each language."""
    return _printed(partial, get_language())


@cache
def _printed(partial: str, language: str) -> SafeString:
    return render_to_string(partial)


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


@cache
def _is_there(path: str) -> bool:
    return (Path(settings.BASE_DIR) / "static" / path).exists()
