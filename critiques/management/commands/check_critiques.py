"""`manage.py check_critiques [--repair]`: does what is stored of objections follow from events?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from critiques.actions.repair import repair_post
from critiques.check import findings


class Command(BaseCommand):
    """One line per finding, and exit 1 if any is left."""

    help = "Verify statuses, letters, rounds, numbers and counts against what people did."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="write anew what follows from what people did"
        )

    def handle(self, *, repair: bool, **options: Any) -> None:
        found = list(findings())
        for finding in found:
            self.stdout.write(str(finding))
        if not found:
            self.stdout.write("All objections are as the events say.")
            return
        if not repair:
            raise SystemExit(1)
        broken = sorted({finding.post_id for finding in found if finding.derived})
        for post_id in broken:
            repair_post(post_id=post_id)
        self.stdout.write(f"Repaired: {len(broken)} posts.")
        left = list(findings())
        for finding in left:
            self.stderr.write(f"{finding}; this can’t be repaired here.")
        if left:
            raise SystemExit(1)
