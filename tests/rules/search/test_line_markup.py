"""What was found is printed by a function as a template would print it, in each language."""

import re
from pathlib import Path

import pytest
from django.template import Context, Engine
from django.utils import translation

from accounts.models import User
from forum.models import Post
from search.grammar import understood
from search.pages.lines import lines_of
from search.pages.markup import markup
from search.ranking import ranked
from tests.databases import ROOT
from tests.worlds.library import Library

REFERENCE = Engine(
    dirs=[Path(__file__).parent, ROOT / "templates"],
    libraries={"i18n": "web.standing_words"},
)
SEARCHES = ("the", "a", "in:objection", "in:question", "in:person", "in:reply", "in:essay")


def between(html: str) -> str:
    """Leave out the white space between tags and at both ends."""
    return re.sub(r">\s+<", "><", html.strip())


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("who", ["mina", None])
def test_a_line_is_as_its_template_would_print_it(
    library: Library, language: str, who: str | None
) -> None:
    viewer, kinds = User.objects.filter(username=who).first(), set()
    odd = "O’<b>&\"'Name</b> %(x)s"
    User.objects.update(display_name=odd)
    Post.objects.update(title=odd)
    with translation.override(language):
        for typed in SEARCHES:
            query = understood(typed)
            for line in lines_of(ranked(query, viewer, "", 50).found, query.wanted, viewer):
                kinds.add(line.kind)
                for title in ("", "An essay"):
                    context = Context({"line": line, "within": title})
                    printed = REFERENCE.get_template("line.html").render(context)
                    assert between(markup(line, within=bool(title))) == between(printed)
    assert kinds >= {"essay", "reply", "objection", "question", "person"}
