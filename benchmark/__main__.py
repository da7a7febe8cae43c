"""Builds the scene on the empty database of DATABASE_URL, measures, prints JSON."""

import json
import sys
import tempfile
from dataclasses import asdict

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from benchmark.scene import build
from benchmark.suite import measure

SIZES = (0, 30, 100, 300, 1_000, 10_000)
QUICK_SIZES = (0, 30, 100)
POSTS, QUICK_POSTS = 50, 5
MANIFEST = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}


def say(what: str) -> None:
    sys.stderr.write(f"{what}\n")


def main(*, quick: bool) -> None:
    """Refuse a database that holds anything; then build, measure and print."""
    if connection.introspection.table_names():
        raise SystemExit("The benchmark writes thousands of replies: give it an empty database.")
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory(prefix="rejoinder-") as folder:
        storages = {**settings.STORAGES, "staticfiles": MANIFEST}
        with override_settings(STATIC_ROOT=folder, STORAGES=storages):
            call_command("collectstatic", interactive=False, verbosity=0)
            say("Writing what is to be measured …")
            # Nothing goes on beside what is measured.
            with override_settings(TELL_BESIDE=False):
                scene = (
                    build(QUICK_SIZES, posts=QUICK_POSTS) if quick else build(SIZES, posts=POSTS)
                )
            measured = measure(scene, runs=1 if quick else 15, say=say)
    json.dump(asdict(measured), sys.stdout)


main(quick="--quick" in sys.argv[1:])
