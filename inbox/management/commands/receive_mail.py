"""manage.py receive_mail: takes one mail that answers a text, as a mail server hands it over."""

import logging
import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.mail import fault
from inbox.actions.answers import take
from inbox.letters import MOST

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Reads the mail from standard input; the mail server learns from how it ends what to do."""

    help = (
        "Take a mail that answers an essay or a reply from standard input. Ends with 0 where it "
        "was dealt with, also by a refusal, and with 75 where it is to come again later."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--recipient", default="", help="the address for which the server took it"
        )

    def handle(self, *args: Any, recipient: str, **options: Any) -> None:
        # One byte more tells that it is too large.
        raw = sys.stdin.buffer.read(MOST + 1)
        try:
            outcome = take(raw=raw, recipient=recipient)
        except Exception as error:
            # Whatever it was, nothing is lost: it comes again.
            logger.error("A mail could not be dealt with, and is to come again: %s", fault(error))
            sys.exit(os.EX_TEMPFAIL)
        self.stdout.write(f"The mail was {outcome.label}.")
