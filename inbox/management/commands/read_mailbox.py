"""manage.py read_mailbox: takes the mails that answer texts from a mailbox, over IMAP."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from inbox.mailboxes import MailboxAwayError, read_mailbox


class Command(BaseCommand):
    """For a timer; tells how many mails there were, and what became of them."""

    help = "Take the mails that answer essays and replies from the mailbox of IMAP_URL."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MAILBOX is None:
            self.stdout.write("IMAP_URL is not set: there is no mailbox to read.")
            return
        try:
            found = read_mailbox()
        except MailboxAwayError as away:
            raise CommandError(f"The mailbox could not be read; try again later: {away}") from away
        for outcome, count in sorted(found.items()):
            self.stdout.write(f"{count} mails: {outcome.label}.")
