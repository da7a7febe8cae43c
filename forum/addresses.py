"""Where a reply stands in its thread, and the readable end of a post’s address."""

from functools import lru_cache
from urllib.parse import unquote

from django.urls import get_script_prefix, resolve, reverse
from django.utils.text import slugify

from web.addresses import address_of

SLUG_LIMIT = 80


def in_thread(reply: int) -> str:
    """Return the address that leads to a reply among the others of its thread."""
    return f"{address_of('reply-permalink', reply)}?in=thread"


def slug_for(title: str) -> str:
    """Return the slug of a title: lower case, any script, at most 80 characters, never empty."""
    return slugify(title, allow_unicode=True)[:SLUG_LIMIT].strip("-_") or "post"


@lru_cache(maxsize=4096)
def reachable(slug: str) -> str:
    """Return the slug as it stands in an address: with “-post” where a route has it for itself."""
    path = unquote(reverse("post", args=[1, slug])).removeprefix(get_script_prefix())
    return slug if resolve(f"/{path}").url_name == "post" else reachable(f"{slug}-post")
