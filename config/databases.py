"""The one place that knows which database the site runs on."""

from pathlib import Path
from typing import Any

from environ import Env

SCHEMES = ("sqlite", "postgres", "postgresql", "pgsql")
SQLITE = {
    # Writers queue instead of failing: the lock is taken when the transaction begins.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
POSTGRESQL = {
    # Compiling a query takes seconds; ours are done by then. And what is asked again is planned
    # once: planning it for the very values takes up to ten times as long as answering.
    "options": "-c jit=off -c plan_cache_mode=force_generic_plan",
    "prepare_threshold": 2,
}


def beside(settings: dict[str, Any], otherwise: Path) -> Path:
    """Return the folder of uploads beside a database that is a file, or else in `otherwise`."""
    file = Path(settings["NAME"]) if settings["ENGINE"].endswith("sqlite3") else Path()
    return (file.parent if file.is_absolute() else otherwise) / "media"


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for the database at `url`, whose scheme is one of SCHEMES."""
    config = Env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {**config.get("OPTIONS", {}), **SQLITE}
    else:
        options = {**POSTGRESQL, **config.get("OPTIONS", {})}
        asked = str(options["prepare_threshold"])
        options["prepare_threshold"] = int(asked) if asked.isdigit() else None
        config["OPTIONS"] = options
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
