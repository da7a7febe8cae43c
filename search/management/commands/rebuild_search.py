"""`manage.py rebuild_search [--check]`: the index of the search, made anew of the texts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.upkeep import differences, rebuild


class Command(BaseCommand):
    """Tells how far it is; the site goes on meanwhile."""

    help = "Make the index of the search anew of the texts there are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only tell what differs, and exit 1 if anything"
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        if check:
            found = list(differences())
            for line in found:
                self.stdout.write(line)
            if found:
                raise SystemExit(1)
            self.stdout.write("The index has what the texts say.")
            return
        count = rebuild(lambda done, of: self.stderr.write(f"{done:,} of {of:,}"))
        self.stdout.write(f"In the index: {count:,} text{'' if count == 1 else 's'}.")
