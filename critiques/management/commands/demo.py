"""manage.py demo: content that shows every feature; run again, it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from critiques.discussion.showcase import PASSWORD, furnish, import_missing, put_to_use


class Command(BaseCommand):
    help = "Add the demo content; changes nothing where it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            made = import_missing()
            cast = furnish(with_passwords=settings.DEBUG) if made else []
            if made:
                put_to_use()
        if made:
            self.stdout.write(f"Added {len(made)} discussions by {', '.join(cast)}.")
        else:
            self.stdout.write("The demo content is there.")
        if settings.DEBUG:
            self.stdout.write(
                f"Sign in as alice, bob, carol … or mina (moderator), max (admin); "
                f"the password is {PASSWORD}"
            )
        elif made:
            self.stdout.write("DEBUG is off, so nobody of the demo has a password.")
