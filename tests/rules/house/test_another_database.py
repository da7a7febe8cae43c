"""A site moves from SQLite to PostgreSQL as docs/deployment.md says, and goes on there."""

import re
from pathlib import Path

import psycopg

from tests.databases import ROOT, run_together

# Somebody new writes two replies to an essay, and removes the second, which the log keeps.
WRITE = """
from accounts.models import User
from forum.actions.replies import post_reply
from forum.models import Post
from moderation.actions.removals import hide_branch
name = f"admin{User.objects.count()}"
admin = User.objects.create_superuser(name, f"{name}@example.org")
post = Post.objects.get()
for _ in range(2):
    reply = post_reply(author=admin, post_id=post.pk, parent_id=None, body="New.")
hide_branch(moderator=admin, reply_id=reply.pk, reason="A try")
"""


def manage(url: str, *arguments: str) -> None:
    run_together(url, [["manage.py", *arguments]])


def documented() -> list[list[str]]:
    """The commands of the section on moving, as lists of arguments to `manage.py`."""
    text = (ROOT / "docs" / "deployment.md").read_text()
    section = re.search(r"## From SQLite to PostgreSQL\n(.*?)\n## ", text, re.DOTALL)
    assert section
    return [line.split() for line in re.findall(r"^\S*python manage.py (.*)$", section[1], re.M)]


def test_a_site_moves_to_postgresql(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    manage(sqlite_url, "import_discussion", "transfer/demo/three-ledgers.json")
    manage(sqlite_url, "shell", "-c", WRITE)
    file, again = str(tmp_path / "site.json"), str(tmp_path / "again.json")
    dump, *rest = documented()
    assert (dump[0], rest[0][0]) == ("dumpdata", "migrate")
    manage(sqlite_url, *[file if each == "site.json" else each for each in dump])
    for command in rest[1:]:
        manage(postgres_url, *[file if each == "site.json" else each for each in command])

    manage(postgres_url, *[again if each == "site.json" else each for each in dump])
    assert written(again) == written(file)
    manage(postgres_url, "shell", "-c", WRITE)
    manage(postgres_url, "check_trees")
    assert behind(postgres_url) == []


def written(file: str) -> str:
    """Return what is in a file; moments are cut to milliseconds there, and so a part of a second
    that was smaller is written as none once it was read."""
    return Path(file).read_text().replace(".000Z", "Z")


def behind(url: str) -> list[str]:
    """The tables whose sequence would give a number that is taken."""
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND is_identity = 'YES' AND column_name = 'id'"
        ).fetchall()
        assert ("forum_reply",) in tables
        return [
            table
            for (table,) in tables
            if connection.execute(
                f"SELECT max(id) > coalesce(pg_sequence_last_value("  # noqa: S608 (its own names)
                f"pg_get_serial_sequence('{table}', 'id')), 0) FROM {table}"
            ).fetchone()
            == (True,)
        ]
