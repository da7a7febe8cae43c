"""Check that code still running while a migration is applied goes on working.

`make lint` runs it: django-migration-linter reads the SQL that each migration is on PostgreSQL.
"""

import os
import sys
from collections import defaultdict

from tests.databases import postgres_server
from tests.house import WITH_TABLES

# What may stand: the migration, what the linter finds in it, and why that stops nobody. All of it
# was applied before there was a site to stop, unless the reason says something else.
ALLOWED = {
    ("critiques", "0006_drop_similar_to"): ({"DROP_TABLE"}, "its rows moved in the one before"),
    ("forum", "0002_post_version"): ({"NOT_NULL"}, "has a default since 0006_database_defaults"),
    ("forum", "0013_visits_of_threads"): ({"ADD_UNIQUE"}, "allows more than before"),
    ("moderation", "0002_report_claims"): ({"ADD_UNIQUE"}, "reports came once before, too"),
    ("moderation", "0003_log_was"): ({"NOT_NULL"}, "has a default since 0009_database_defaults"),
    ("moderation", "0013_reported_wordings"): ({"ADD_UNIQUE"}, "allows more than before"),
}


def found() -> dict[tuple[str, str], set[str]]:
    """Return the codes of the errors that the linter finds, by migration.

    It also warns that an index locks its table while it is built: a second, at our sizes.
    """
    from django_migration_linter import MigrationLinter
    from django_migration_linter.sql_analyser import analyse_sql_statements

    linter = MigrationLinter(no_output=True)
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (app, name), migration in linter.migration_loader.disk_migrations.items():
        if app in WITH_TABLES and not migration.initial:
            sql = linter.get_sql(app, name)
            errors, _, _ = analyse_sql_statements(linter.sql_analyser_class, sql, [])
            errors += linter.analyse_data_migration(migration)[0]
            codes[app, name].update(error.code for error in errors)
    return codes


def main() -> str:
    """Return a line for each thing that may not stand, or that is allowed in vain."""
    with postgres_server("lint") as url:
        os.environ.update(TEST_DATABASE_URL=url, DJANGO_SETTINGS_MODULE="tests.settings")
        import django

        django.setup()
        codes = found()
    return "\n".join(
        f"{app}.{name}: {wrong}"
        for app, name in sorted(codes.keys() | ALLOWED.keys())
        for wrong in sorted(codes[app, name] ^ ALLOWED.get((app, name), (set(), ""))[0])
    )


if __name__ == "__main__":
    sys.exit(main() or 0)
