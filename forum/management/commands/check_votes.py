"""`manage.py check_votes [--repair]`: is every vote counted, once?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forum.actions.votes import recount
from forum.faults import Miscount, miscounts


class Command(BaseCommand):
    """One line per text that is counted wrongly, and exit 1 if any is left."""

    help = "Verify how many found each essay and reply worth reading against the votes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="count these texts anew")

    def handle(self, *, repair: bool, **options: Any) -> None:
        found = self._report()
        if not found:
            self.stdout.write("All votes are counted.")
            return
        if not repair:
            raise SystemExit(1)
        for each in found:
            recount(post_id=each.post_id, reply_id=each.reply_id)
        self.stdout.write(f"Counted anew: {len(found)}.")
        if self._report():
            raise SystemExit(1)

    def _report(self) -> list[Miscount]:
        found = list(miscounts())
        for each in found:
            self.stdout.write(str(each))
        return found
