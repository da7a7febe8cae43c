"""Every route of the site, taken from its resolver, and the addresses that they make."""

import re
from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the pattern of every route."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield each.name, route
        else:
            yield from routes(each, route)


ROUTES = list(routes(get_resolver()))

# Arguments in a pattern of Django's own kind, or in the regular expressions of other apps.
ARGUMENT = re.compile(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>")


def arguments_of(route: str) -> list[str]:
    """Return the names of what a pattern takes, in order."""
    return ["".join(found) for found in ARGUMENT.findall(route)]


def address_of(route: str, arguments: Mapping[str, object]) -> str:
    """Return the path that a pattern makes of its arguments."""
    plain = re.sub(r"[\^$\\]|\(\?:\w+\)", "", ARGUMENT.sub(r"{\1\2}", route))
    return "/" + plain.format(**arguments)
