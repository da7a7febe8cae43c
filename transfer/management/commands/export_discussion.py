"""manage.py export_discussion: what an anonymous reader may read of a discussion."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forum.models import Post
from transfer.documents.formats import NAMES
from web.snapshots import snapshot


class Command(BaseCommand):
    help = "Write a discussion to standard output, as an anonymous reader may read it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("post_id", type=int)
        parser.add_argument("--format", choices=sorted(NAMES), default="json")
        parser.add_argument(
            "--base-url",
            default="",
            help="what addresses begin with, like https://example.org; without it, with a slash",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if hasattr(self.stdout, "reconfigure"):
            # The file is UTF-8 with the line ends of its format, whatever the terminal is.
            self.stdout.reconfigure(encoding="utf-8", newline="")
        chosen = NAMES[options["format"]]
        try:
            with snapshot():
                for piece in chosen.write(options["post_id"], options["base_url"].rstrip("/")):
                    self.stdout.write(piece, ending="")
        except Post.DoesNotExist as error:
            raise CommandError(f"There is no public post {options['post_id']}.") from error
