"""Whoever reads only the summary knows what readers of the thread know, in far fewer words."""

import html
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from forum.models import Post
from tests.cast import browser_of
from transfer.demo.showcase import add_discussions, missing_discussions

pytestmark = pytest.mark.django_db

# What a reader of the thread of “Twenty checks” would know of it.
FACTS = [
    "Twelve objections, six unresolved",
    # Who objected what.
    "One slant can hide in twenty honest claims",
    "Dave raised it, 1 September",
    "Shared by Bob, Eve, Ilse",
    "Main disagreement of Dave and Eve",
    "also put as “Random drawing counts wrong claims",
    # Every answer, and whose it is.
    "Alice answers, 4 September That is the best argument against the card.",
    "Alice answers, 11 September Then the lean is in the field and not in the summary",
    "Dave, not the author, answers, 11 September Isn’t that true of any method",
    "Jonas, not the author, answers, 4 September There is an old trick from proofreading",
    # Why it still stands, in the holder's words.
    "Dave still disputes it, 5 September I like the plus and minus column, and would use it. But it"
    " moves the goalposts",
    "Where a whole field shades the same way, its own sources can’t show the lean",
    # Who was satisfied by what; what was agreed to, and what changed.
    "Bob is satisfied, 5 September On d (your e): the table settles it for me",
    "Carol is satisfied, 10 September Read the new version.",
    "Alice agrees, 3 September What is left out can’t be drawn; the ending is taken back",
    "Alice agrees in part, 14 September The program splits badly",
    "Alice changes the essay, 10 September 14 in 100",
    "Author won’t pursue “not debating this here”; Alice, 4 September",
    "Eve takes it back, 9 September",
    # What went unanswered, and what stands beneath.
    "Not answered by Dave: Frank, 11 September: It can be shown.",
    "Beneath it: Carol, 15 September: Doesn’t that cut the other way as well?",
    "20 replies beneath, 7 levels",
    # Whose move it is.
    "Bob’s move since 4 September: has written here since",
    # What each side would be satisfied by.
    "Dave would be satisfied by: A place on the card for the direction of each error",
    "Bob would be satisfied by: Ten readers who caught an error",
    # What is in favour; questions; what the page covers.
    "Heinz, 17 September",
    "Clarified",
    "Sentences, and then every claim in the sentence.",
    "55 replies: ",
    "2 are in favour",
]


def page_of(path: str) -> str:
    response = browser_of(None).get(path)
    assert response.status_code == 200
    found = re.search(r"<main.*?</main>", response.content.decode(), re.S)
    assert found
    return re.sub(r"<svg\b.*?</svg>", " ", found[0], flags=re.S)


def text_of(page: str) -> str:
    page = re.sub(r"</?(?:a|b|bdi|small|time)\b[^>]*>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def unfolded(page: str) -> str:
    """What one reads before one opens anything."""
    fold = re.compile(
        r"<details\b[^>]*>(?:(?!<details\b|</details>).)*?(<summary(?:(?!</summary>).)*</summary>)"
        r"(?:(?!<details\b|</details>).)*</details>",
        re.S,
    )
    while fold.search(page):
        page = fold.sub(r"\1", page)
    return page


def words(page: str) -> int:
    return len(text_of(page).split())


@pytest.fixture
def demo() -> Post:
    plans = {name: plan for name, plan in missing_discussions().items() if name == "twenty-checks"}
    add_discussions(plans, with_passwords=False)
    return Post.objects.get(title__startswith="Twenty random checks")


def test_it_has_each_fact_and_a_third_of_the_words(demo: Post) -> None:
    summary = page_of(f"/posts/{demo.pk}/critique/")
    told = text_of(summary)
    assert [fact for fact in FACTS if fact not in told] == []
    assert told.count("Whoever lists the claims that matter now decides what gets checked") == 1
    assert words(unfolded(summary)) * 3 <= words(page_of(demo.get_absolute_url()))


def test_an_imported_debate_is_read_in_a_fifth_of_its_words(real_data: Path) -> None:
    """It has a hundred claims: what is told of each shrinks as debates grow, to a sentence."""
    out = StringIO()
    file = str(real_data / "kialo_export_sample.txt")
    call_command("import_discussion", file, format="kialo", author="owner", stdout=out)
    post = Post.objects.get()
    summary = page_of(f"/posts/{post.pk}/critique/")
    told = text_of(summary)
    for fact in (
        "All speech should be free.",
        "kialo, not the author, answers",
        "Our society would be much worse off if libel and clear cases of intentionally inciting",
        "22 replies beneath, 4 levels",
        "6 are in favour",
        "Hate speech is harmful; harm is a basis used to restrict rights justifiably.",
        "15 replies beneath",
        "No author answer yet",
    ):
        assert fact in told, fact
    assert words(unfolded(summary)) * 5 <= words(page_of(post.get_absolute_url()))
