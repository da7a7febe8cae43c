"""Which edition of the site this is: what another one printed is not served again."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings


@cache
def edition() -> str:
    """Return a digest of what prints a page: our code, templates, translations and static
    files, libraries, and what settings leave out.

    Read once a process, in some milliseconds.
    """
    base = Path(settings.BASE_DIR)
    ours = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == base]
    digest = sha256((base / "requirements.txt").read_bytes())
    digest.update(bytes([settings.SHOW_VOTES]))
    for folder in (*ours, base / "web", base / "templates", base / "locale", base / "static"):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
