"""Who reads a critique's summary alone knows what readers of the thread know."""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from forum.models import Post
from tests.cast import browser_of
from tests.worlds import demo_facts, demo_files, kialo_facts
from tests.worlds.fact import Fact
from tests.worlds.long_discussion import answers, critics, surroundings, verdicts
from tests.worlds.long_discussion.discussion import essay
from tests.worlds.sections import sections_of

pytestmark = pytest.mark.django_db
SECTIONS = {"head": "main", "favour": "favour-h", "coverage": "cov-h"}


def missing(facts: Iterable[Fact], post: Post) -> list[str]:
    """Return which facts the text of a post's summary does not tell where they belong."""
    response = browser_of(None).get(f"/posts/{post.pk}/critique/")
    assert response.status_code == 200
    sections = sections_of(response.content.decode())
    return [
        f"{fact.where}: {fact.says} ({words})"
        for fact in facts
        for words in fact.words
        if words not in sections[_place(fact.where)]
    ]


def _place(where: int | str) -> str:
    return f"objection-{where}" if isinstance(where, int) else SECTIONS[where]


def imported(file: Path, *options: str) -> Post:
    call_command("import_discussion", str(file), *options, stdout=StringIO(), stderr=StringIO())
    return Post.objects.get()


def facts_of(*modules) -> dict[str, tuple[Fact, ...]]:
    return {name: facts for each in modules for name, facts in vars(each).items() if name.isupper()}


LONG = facts_of(critics, answers, verdicts, surroundings)


@pytest.mark.parametrize("kind", LONG)
def test_of_a_discussion_of_140_replies(kind):
    assert missing(LONG[kind], essay()) == []


def test_of_the_largest_of_the_demo():
    assert missing(demo_facts.FACTS, imported(demo_files.FOLDER / demo_facts.FILE)) == []


def test_of_an_imported_debate(real_data):
    post = imported(real_data / kialo_facts.FILE, "--format", "kialo", "--author", "alice")
    assert missing(kialo_facts.FACTS, post) == []
