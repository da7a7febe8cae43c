"""`manage.py sweep_drafts`: forgets drafts that were thrown away more than a week ago."""

from typing import Any

from django.core.management.base import BaseCommand

from forum.actions.drafts.discards import sweep_discarded


class Command(BaseCommand):
    help = "Forgets for good what was thrown away more than a week ago; for a timer."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Forgotten: {sweep_discarded(every=True)}")
