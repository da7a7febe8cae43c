"""What `manage.py check --deploy` says of this site besides what Django says."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError

from transfer.demo.showcase import with_public_password

WITHOUT = {
    "ALLOWED_HOSTS": "it answers under names of this machine alone",
    "DATABASE_URL": "everything is in an SQLite file beside manage.py",
    "CACHE_URL": "each process keeps its own pages",
    "EMAIL_URL": "mail is printed and reaches nobody",
    "DEFAULT_FROM_EMAIL": "mail comes from noreply@localhost, which many servers refuse",
    "TRUSTED_PROXY_COUNT": "behind a proxy all visitors share one limit",
}


@checks.register(deploy=True)
def everything_is_set(**_: Any) -> list[checks.Warning]:
    """Name what is left to its default, which is meant for one's own machine."""
    return [
        checks.Warning(f"{name} is not set: {WITHOUT[name]}.", "Set it in .env.", id="config.W001")
        for name in settings.NOT_SET
    ]


@checks.register(deploy=True)
def nobody_has_a_public_password(**_: Any) -> list[checks.Warning]:
    """Name whom the demo added with the password that everybody knows."""
    try:
        names = with_public_password()
    except DatabaseError:
        return []  # without its tables there is nobody
    if not names:
        return []
    there = f"The demo’s people are in this database: {', '.join(names)}."
    hint = "They cannot sign in with its password; begin with an empty database."
    return [checks.Warning(there, hint, id="config.W002")]
