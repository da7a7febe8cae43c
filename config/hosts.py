"""Under which address the site is known, where nobody says so."""

from collections.abc import Sequence

SITE_SCHEMES = ("https", "http")


def site_url(hosts: Sequence[str], *, debug: bool, port: int) -> str:
    """Return what addresses begin with: the first host that is a name, or one’s own machine."""
    if debug:
        return f"http://127.0.0.1:{port}"
    named = (host for host in hosts if not host.startswith(("*", ".")))
    return f"https://{next(named, 'localhost')}"
