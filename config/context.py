"""What every page may show beside its page object."""

from typing import Any

from django.http import HttpRequest

from moderation.pages import open_report_count


def site(request: HttpRequest) -> dict[str, Any]:
    """Return `open_reports`, which is counted only where a page prints it."""
    return {"open_reports": open_report_count}
