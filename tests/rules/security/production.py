"""Asks the site for pages as it runs in production; prints what it answered as JSON.

Reads from standard input a list of requests: method, path, headers, form. A program of its own,
because the settings of production are not those of the tests. The database is migrated; Bob is
added to it.
"""

import json
import sys

import django
from django.conf import settings
from django.test import Client

# Nothing is collected for a test: files are found where they are, under their own names.
settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
django.setup()

import config.urls  # noqa: F401 (imported once for all that are forked)
from tests.cast import person


def main() -> None:
    """Answer every request in one browser."""
    person("bob")
    client = Client(raise_request_exception=False)
    answers = []
    for method, path, headers, form in json.load(sys.stdin):
        response = client.generic(
            method,
            path,
            form,
            content_type="application/x-www-form-urlencoded",
            headers={"host": "localhost", **headers},
        )
        answers.append(
            {
                "status": response.status_code,
                "headers": {name.lower(): value for name, value in response.items()},
                "cookies": [morsel.OutputString() for morsel in response.cookies.values()],
                "body": response.content.decode(),
            }
        )
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
