"""`manage.py send_mail`: sends what is due, and forgets what is done with."""

from typing import Any

from django.core.management.base import BaseCommand

from mail.tasks import send_due
from mail.upkeep import sweep


class Command(BaseCommand):
    help = (
        "Sends the mail that is due: about notices and moderators’ decisions, and what the mail "
        "server did not take before; for a timer. Several may run at once."
    )

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Sent {send_due()} mails.")
        sweep()
