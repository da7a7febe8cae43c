"""manage.py export_discussion: what an anonymous reader may read of a discussion."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from critiques.discussion.exporting import exported
from forum.models import Post


class Command(BaseCommand):
    help = "Write a discussion to standard output, as an anonymous reader may read it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("post_id", type=int)
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        if hasattr(self.stdout, "reconfigure"):
            # The file is UTF-8 with plain line ends, whatever the terminal is.
            self.stdout.reconfigure(encoding="utf-8", newline="\n")
        try:
            self.stdout.write(exported(options["post_id"]), ending="")
        except Post.DoesNotExist as error:
            raise CommandError(f"There is no public post {options['post_id']}.") from error
