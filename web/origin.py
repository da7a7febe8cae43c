"""What addresses begin with, for who reads them elsewhere.

Pages are kept for all names of the site: in what is kept a mark stands in its place.
"""

from django.http import HttpRequest

# Stands where a page begins, before its text: what people wrote is escaped there, and never this.
ORIGIN = "<origin>"


def origin_of(request: HttpRequest) -> str:
    """Return it as the request has it: “https://forum.example.org”."""
    return f"{request.scheme}://{request.get_host()}"
