"""Alice says what she takes from a discussion, says it anew, and takes it back."""

import pytest

from accounts.data import data_of
from accounts.models import User
from critiques.models import ClosingWord
from critiques.models.closing_words import WORD_LIMIT
from forum.models import Post
from moderation.models import LogAct, LogEntry
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.moderators import undo
from tests.rules.transfer.test_discussion_round_trip import goes_round, take_out

pytestmark = pytest.mark.django_db

SAYS = "Nineteen would have done."
ANEW = "Twenty it is.\n\nBob has not convinced me."


@pytest.fixture
def mina(db) -> User:
    return moderator()


@pytest.fixture
def checks(alice, bob) -> Post:
    post = publish(alice)
    place(bob, answer(bob, post, "a) Twenty is too few."))
    return post


def say(who, post: Post, text: str):
    return browser_of(who).post(f"/posts/{post.pk}/closing-word/", {"text": text})


def summary_of(post: Post, viewer=None) -> str:
    return text_of(browser_of(viewer).get(f"/posts/{post.pk}/critique/"))


def test_it_stands_dated_beside_the_computed_sentence(checks, alice, bob):
    assert "Write a closing word" in summary_of(checks, alice)
    assert "closing word" not in summary_of(checks, bob)
    sentence = "One objection, one unresolved."
    assert sentence in summary_of(checks)
    assert say(alice, checks, f" {SAYS}\r\n").status_code == 302
    for viewer in (None, bob, alice):
        page = summary_of(checks, viewer)
        assert sentence in page and SAYS in page and "Alice’s closing word, " in page
    assert "Change your closing word" in summary_of(checks, alice)


def test_a_new_one_takes_its_place_and_the_old_one_stays_readable(checks, alice):
    for text in (SAYS, ANEW, ANEW):
        assert say(alice, checks, text).status_code == 302
    assert ClosingWord.objects.count() == 2, "what was said is not said again"
    page = summary_of(checks)
    assert page.index("Twenty it is.") < page.index("Earlier closing words 1") < page.index(SAYS)
    assert say(alice, checks, "").status_code == 302
    page = summary_of(checks)
    assert "Closing words that no longer stand 3" in page and "taken back" in page
    assert "Alice’s closing word" not in page
    assert [each.text for each in ClosingWord.objects.all()] == [SAYS, ANEW, ""]


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_nothing_can_be_taken_back_only_where_something_stands(checks, alice, nothing):
    assert say(alice, checks, nothing).status_code == 422
    assert not ClosingWord.objects.exists()


@pytest.mark.parametrize("more", [0, 1])
def test_what_is_too_long_is_kept_in_the_form(checks, alice, more):
    text = "ö" * (WORD_LIMIT + more)
    response = say(alice, checks, text)
    assert response.status_code == (422 if more else 302)
    assert ClosingWord.objects.count() == 1 - more
    if more:
        assert "1,001 characters" in text_of(response) and text in response.content.decode()


def test_nobody_else_has_it(checks, bob, mina):
    assert say(None, checks, SAYS).headers["location"].startswith("/account/login/")
    for who in (bob, mina):
        assert say(who, checks, SAYS).status_code == 403
    assert not ClosingWord.objects.exists()


def test_it_fits_a_locked_essay_and_goes_with_a_withdrawn_one(checks, alice, mina):
    lock = f"/posts/{checks.pk}/lock/"
    assert browser_of(mina).post(lock, {"reason": "In circles"}).status_code == 302
    assert say(alice, checks, SAYS).status_code == 302
    assert SAYS in summary_of(checks)
    assert browser_of(alice).post(f"/posts/{checks.pk}/withdraw/").status_code == 302
    assert SAYS not in summary_of(checks) and SAYS in summary_of(checks, alice)
    assert say(alice, checks, ANEW).status_code == 422


def test_words_are_words(checks, alice):
    say(alice, checks, "<b>bold</b> & *plain*\nanother line")
    page = browser_of(None).get(f"/posts/{checks.pk}/critique/").content.decode()
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; *plain*<br>another line" in page


def test_moderators_remove_one_and_nothing_older_takes_its_place(checks, alice, bob, mina):
    for text in (SAYS, ANEW):
        say(alice, checks, text)
    word = f"/posts/{checks.pk}/closing-words/2"
    assert browser_of(bob).get(f"{word}/hide/").status_code == 403
    assert f"{word}/hide/" in browser_of(mina).get(f"/posts/{checks.pk}/critique/").content.decode()
    assert browser_of(mina).post(f"{word}/hide/", {"reason": ""}).status_code == 422
    assert browser_of(mina).post(f"{word}/hide/", {"reason": "An address"}).status_code == 302
    assert browser_of(mina).post(f"{word}/hide/", {"reason": "Again"}).status_code == 409
    for viewer in (None, bob):
        page = summary_of(checks, viewer)
        assert "Twenty it is." not in page and "removed by moderators" in page
        assert "Alice’s closing word" not in page and SAYS in page
    for viewer in (alice, mina):
        page = summary_of(checks, viewer)
        assert "Twenty it is." in page and "Alice’s closing word" not in page
    told = goes_round(checks.pk)["post"]["closing"]
    assert [each["text"] for each in told] == [SAYS, None]
    line = LogEntry.objects.get()
    assert (line.act, line.revision, line.person) == (LogAct.HIDE_CLOSING, 2, alice)
    log = text_of(browser_of(None).get("/moderation/log/"))
    assert "removed the author’s closing word on “Twenty checks”" in log
    assert "reported as" not in log
    assert undo(mina, entry=line).status_code == 302
    assert "Twenty it is." in summary_of(checks)
    assert LogEntry.objects.latest("pk").reverses == line
    assert browser_of(mina).post(f"{word}/show/", {"reason": "Again"}).status_code == 409


def test_after_a_removal_its_author_can_say_another(checks, alice, mina):
    say(alice, checks, SAYS)
    word = f"/posts/{checks.pk}/closing-words/1/hide/"
    assert browser_of(mina).post(word, {"reason": "An address"}).status_code == 302
    assert say(alice, checks, ANEW).status_code == 302
    page = summary_of(checks)
    assert "Twenty it is." in page and SAYS not in page


def test_hidden_essays_show_none_and_erasing_leaves_none(checks, alice, mina):
    say(alice, checks, SAYS)
    hide = browser_of(mina).post(f"/posts/{checks.pk}/hide/", {"reason": "An address"})
    assert hide.status_code == 302
    assert browser_of(None).get(f"/posts/{checks.pk}/critique/").status_code == 404
    max_ = person("max", role="admin")
    assert browser_of(max_).post(f"/posts/{checks.pk}/purge/", {"reason": "Law"}).status_code == 302
    assert ClosingWord.objects.get().text == ""


def test_merged_away_it_is_not_said_of_the_other_discussion(checks, alice, bob, mina):
    """What Alice took from one discussion she did not say of the other."""
    other = publish(alice, "Thirty checks")
    answer(bob, other, "Too many.")
    say(alice, other, "Thirty were too many.")
    say(alice, checks, SAYS)
    data = {"into": str(checks.pk), "reason": "The same essay"}
    assert browser_of(mina).post(f"/posts/{other.pk}/merge/", data).status_code == 302
    page = summary_of(checks)
    assert SAYS in page and "Thirty were too many." not in page
    assert undo(mina, entry=LogEntry.objects.get()).status_code == 302
    assert "Thirty were too many." in summary_of(other)


def test_it_goes_into_the_file_the_exports_and_ones_own_data(checks, alice):
    assert goes_round(checks.pk)["post"]["closing"] is None
    for text in (SAYS, "", ANEW):
        say(alice, checks, text)
    told = goes_round(checks.pk)["post"]["closing"]
    assert [each["text"] for each in told] == [SAYS, "", ANEW]
    assert SAYS in "".join(data_of(alice))
    document = browser_of(None).get(f"/posts/{checks.pk}/critique.md").content.decode()
    assert "Bob has not convinced me." in document and SAYS not in document
    assert SAYS in take_out(checks.pk)
