"""`manage.py appoint NAME --role moderator`: makes somebody a moderator, admin or member."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from moderation.actions.appointments import appoint

REASON = "By whoever runs the site"


class Command(BaseCommand):
    help = "Makes somebody a moderator, an admin or a member; it stands in the public log."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name they sign in with")
        parser.add_argument("--role", required=True, choices=User.Role.values)
        parser.add_argument("--reason", default=REASON, help="stands in the log")

    def handle(self, *args: Any, name: str, role: str, reason: str, **options: Any) -> None:
        try:
            entry = appoint(admin=None, username=name, role=role, reason=reason)
        except User.DoesNotExist as error:
            raise CommandError(f"There is nobody called {name}.") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        print(f"The role of {entry.person.username} is {role} now; it stands in the log.")
