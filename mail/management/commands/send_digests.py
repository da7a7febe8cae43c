"""`manage.py send_digests`: sends what people want together, once a day or once a week."""

from typing import Any

from django.core.management.base import BaseCommand

from mail.outbox import put_together
from mail.tasks import send_due
from mail.words import TOGETHER


class Command(BaseCommand):
    help = (
        "Sends what is new to whoever wants that once a day, or once a week; for a timer, every "
        "day. Run again on the same day, or in the same week, it sends nobody a second one."
    )

    def handle(self, **options: Any) -> None:
        for when in TOGETHER:
            put_together(when)
        self.stdout.write(f"Sent {send_due()} mails.")
