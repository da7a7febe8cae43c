"""What every page may show beside its page object."""

from typing import Any

from django.http import HttpRequest

from critiques.desk import needing_reply
from moderation.pages import open_report_count


def site(request: HttpRequest) -> dict[str, Any]:
    """Return `open_reports` and `desk_count`, which are counted only where a page prints them."""
    return {
        "open_reports": open_report_count,
        "desk_count": lambda: needing_reply(request.user).count(),
    }
