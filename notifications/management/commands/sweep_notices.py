"""`manage.py sweep_notices`: tells what is due and was not told yet, and forgets what is over."""

from typing import Any

from django.core.management.base import BaseCommand

from notifications.fanout import tell_waiting
from notifications.upkeep import sweep


class Command(BaseCommand):
    help = (
        "Tells people what is due and was not told yet, such as yesterday’s clicks, and forgets "
        "notices that were read more than a year ago; for a timer."
    )

    def handle(self, **options: Any) -> None:
        told = tell_waiting()
        self.stdout.write(f"Told: {told}. Forgotten: {sweep()}.")
