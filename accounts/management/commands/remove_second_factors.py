"""`manage.py remove_second_factors NAME`: lets in again who lost device and recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions.factors import remove_factors
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Removes passkeys, app and recovery codes of somebody who lost them all, and signs them "
        "out everywhere. Make sure first that it is they who ask: from then on the password alone "
        "opens the account."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name they sign in with")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(name)
        except User.DoesNotExist as error:
            raise CommandError(f"There is nobody called {name}.") from error
        if not remove_factors(user=user):
            raise CommandError(f"{user.username} has no second factor.")
        print(
            f"{user.username} signs in with the password alone now, and is signed out everywhere."
        )
