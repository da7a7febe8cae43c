"""`manage.py sweep_images [--older-than HOURS]`: erases pictures that no text shows."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forum.actions.images import sweep_images

WEEK = 7 * 24


class Command(BaseCommand):
    """For a timer; it may run while the site does."""

    help = "Erase the pictures that were brought here and that no text shows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--older-than",
            type=int,
            default=WEEK,
            metavar="HOURS",
            help="leave those that were brought here since (a week)",
        )

    def handle(self, *, older_than: int, **options: Any) -> None:
        gone = sweep_images(older_than=timedelta(hours=max(older_than, 1)))
        self.stdout.write(f"Erased {gone} picture{'s' * (gone != 1)}.")
