"""manage.py export_discussion: what an anonymous reader may read of a discussion."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forum.models import Post
from transfer.documents.formats import NAMES
from transfer.export.archive import write_archive
from transfer.snapshots import snapshot


class Command(BaseCommand):
    help = "Write a discussion to standard output, as an anonymous reader may read it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("post_id", type=int)
        parser.add_argument("--format", choices=sorted(NAMES), default="json")
        parser.add_argument(
            "--archive",
            type=Path,
            metavar="FILE",
            help="write the discussion and its pictures into this file instead, as a zip archive",
        )
        parser.add_argument(
            "--base-url",
            default="",
            help="what addresses begin with, like https://example.org; without it, with a slash",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with snapshot():
                if options["archive"]:
                    self._archive(options["post_id"], options["archive"])
                else:
                    self._text(options)
        except Post.DoesNotExist as error:
            raise CommandError(f"There is no public post {options['post_id']}.") from error

    def _archive(self, post_id: int, path: Path) -> None:
        Post.objects.readable_by(None).get(pk=post_id)
        try:
            with path.open("xb") as file:
                write_archive(post_id, file)
        except OSError as error:
            raise CommandError(f"{path}: it can’t be written ({error}).") from error

    def _text(self, options: dict[str, Any]) -> None:
        if hasattr(self.stdout, "reconfigure"):
            # The file is UTF-8 with the line ends of its format, whatever the terminal is.
            self.stdout.reconfigure(encoding="utf-8", newline="")
        chosen = NAMES[options["format"]]
        for piece in chosen.pieces(options["post_id"], options["base_url"].rstrip("/")):
            self.stdout.write(piece, ending="")
