"""manage.py mail_decisions: the mail about decisions that did not go out with them."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications.decisions import mail_waiting_notices


class Command(BaseCommand):
    """For a timer; tells how many notices went out."""

    help = "Send the mail about moderators’ decisions that did not go out in the last three days."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Mailed {mail_waiting_notices()} notices.")
