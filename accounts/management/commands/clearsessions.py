"""`manage.py clearsessions`: forgets sessions that are over, and from where they were."""

from typing import Any

from django.contrib.sessions.management.commands import clearsessions

from accounts.actions.sessions import forget_places


class Command(clearsessions.Command):
    help = "Forgets sessions that are over, with the browsers and addresses they were kept with."

    def handle(self, **options: Any) -> None:
        super().handle(**options)
        forget_places()
