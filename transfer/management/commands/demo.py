"""manage.py demo: content that shows every feature; run again, it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from moderation.models import Notice
from transfer.demo.showcase import add_discussions, missing_discussions, with_public_password


class Command(BaseCommand):
    """All or nothing. Nobody of the demo can sign in where DEBUG is off."""

    help = "Add the demo content; changes nothing where it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                missing = missing_discussions()
                if missing:
                    add_discussions(missing, with_passwords=settings.DEBUG)
                    # No mail ever arrives at the addresses of the cast.
                    told = Notice.objects.filter(person__email__endswith="@example.org")
                    told.filter(mailed_at=None).update(mailed_at=timezone.now())
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        if missing:
            self.stdout.write(f"Added {len(missing)} demo discussions.")
        else:
            self.stdout.write("The demo content is there; nothing was changed.")
        if settings.DEBUG:
            self.stdout.write(
                "Sign in as alice (author), bob, carol, dave, eve, frank, grete, heinz, ilse, "
                "jonas, mina (moderator) or max (admin); the password is "
                f"{settings.PUBLIC_PASSWORD}"
            )
        elif names := with_public_password():
            self.stderr.write(
                f"DEBUG is off, and {', '.join(names)} still have the demo’s public password: "
                "nobody can sign in with it here. Begin with an empty database."
            )
        else:
            self.stdout.write("DEBUG is off, so nobody of the demo can sign in.")
