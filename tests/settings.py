"""The site's settings as the tests want them, whatever `.env` and the environment say."""

import os
import tempfile
from pathlib import Path

# Which database the tests run on: SQLite unless they are told of another server.
SERVER = os.environ.get("TEST_DATABASE_URL", "")
# The database of this process; a file, because the browser's requests come in threads.
SQLITE_FILE = Path(tempfile.gettempdir()) / f"rejoinder-test-{os.getpid()}.sqlite3"

os.environ.update(
    SECRET_KEY="tests-only",
    DEBUG="1",
    DATABASE_URL=SERVER or f"sqlite:///{SQLITE_FILE}",
    CACHE_URL="locmemcache://",
    EMAIL_URL="memorymail://",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    # Playwright runs an event loop in the thread that also sets up the database.
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
)

from accounts.limits.rates import Limit
from config.settings import *  # noqa: F403 (the environment comes first)
from config.settings import DATABASES, LIMITS, STORAGES

DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {} if SERVER else {"NAME": str(SQLITE_FILE)}

# Argon2 is slow on purpose; the tests sign people in by the hundred.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Pictures are kept for as long as the tests run.
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}

# A mail is sent, and people are told what somebody did, before the page that asks for it comes.
MAIL_THREADS, TELL_BESIDE = 0, False

# The tests write by the hundred; those of the limits set their own.
LIMITS = {
    what: limit if what in ("signups", "tries") else Limit() for what, limit in LIMITS.items()
}

# As in development: static files are found where they are written, nothing is collected.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
