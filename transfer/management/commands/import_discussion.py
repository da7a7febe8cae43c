"""manage.py import_discussion: a discussion from its file, all or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from transfer.files import FORMATS, plan_of
from transfer.write.discussion import write


class Command(BaseCommand):
    help = "Import a discussion from a file; prints the new post’s address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=FORMATS)
        parser.add_argument("--author", help="who owns the post imported from Kialo")
        parser.add_argument(
            "--attach", action="store_true", help="credit people who can sign in here"
        )
        parser.add_argument(
            "--again", action="store_true", help="import what was imported from Kialo before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = plan_of(options["file"], kind=options["format"], author=options["author"])
            post = write(
                plan,
                attach=options["attach"],
                again=options["again"],
                progress=self.stderr.write,
            )
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        self.stdout.write(post.get_absolute_url())
