"""Removing one earlier wording: the text stays, the wording is for its writer and moderators."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from forum.models import Post
from moderation.models import LogAct, LogEntry
from tests.cast import answer, browser_of, publish, text_of
from tests.moderators import undo

pytestmark = pytest.mark.django_db

SECRET = "Elmstreet"


@pytest.fixture
def wordings(essay, bob) -> str:
    """A reply whose second wording of three tells too much; its address."""
    reply = answer(bob, essay, "Twenty is few.")
    url = f"/replies/{reply.pk}/"
    for number, body in enumerate((f"Carol lives at {SECRET}.", "Twenty is too few."), 1):
        data = {"body": body, "base_revision": number}
        assert browser_of(bob).post(f"{url}edit/", data).status_code == 302
    return url


def remove(mina, url: str, revision: int = 2, reason: str = "An address"):
    return browser_of(mina).post(f"{url}revisions/{revision}/hide/", {"reason": reason})


def test_security_7_one_wording_is_gone_for_all_but_its_writer_and_staff(
    wordings, essay, bob, carol, alice, mina
):
    assert SECRET in text_of(browser_of(None).get(f"{wordings}revisions/"))
    assert remove(mina, wordings).status_code == 302
    for query in ("", "?from=1&to=2", "?from=2&to=3", "?to=2"):
        for viewer in (None, carol, alice):
            page = browser_of(viewer).get(f"{wordings}revisions/{query}")
            assert page.status_code == 200 and SECRET not in page.content.decode()
            assert "Removed by moderators" in text_of(page)
        for viewer in (bob, mina):
            assert SECRET in text_of(browser_of(viewer).get(f"{wordings}revisions/?from=1&to=2"))
    assert "Twenty is too few" in text_of(browser_of(None).get(essay.get_absolute_url()))
    assert browser_of(None).get(f"{wordings}revisions/?to=9").status_code == 404


def test_it_comes_back(wordings, mina):
    remove(mina, wordings)
    assert remove(mina, wordings).status_code == 409
    line = LogEntry.objects.get()
    assert (line.act, line.revision) == (LogAct.HIDE_WORDING, 2)
    assert undo(mina, entry=line).status_code == 302
    assert SECRET in text_of(browser_of(None).get(f"{wordings}revisions/"))
    shown = LogEntry.objects.latest("pk")
    assert (shown.act, shown.reverses) == (LogAct.SHOW_WORDING, line)
    show = f"{wordings}revisions/2/show/"
    assert browser_of(mina).post(show, {"reason": "Again"}).status_code == 409


def test_the_present_text_is_no_earlier_wording(wordings, mina, carol):
    assert remove(mina, wordings, revision=3).status_code == 422
    assert remove(mina, wordings, revision=4).status_code == 404
    assert remove(carol, wordings).status_code == 403
    assert remove(mina, wordings, reason="").status_code == 422
    assert not LogEntry.objects.exists()


def test_an_essay_too_in_its_export_and_back(alice, mina):
    essay = publish(alice, f"At {SECRET}", f"I live at {SECRET}.")
    change = {"title": "At home", "body": "I live somewhere.", "topics": "", "note": "No address"}
    edit = browser_of(alice).post(f"/posts/{essay.pk}/edit/", {**change, "base_revision": 1})
    assert edit.status_code == 302
    assert remove(mina, f"/posts/{essay.pk}/", revision=1).status_code == 302

    def export(post: Post) -> str:
        out = StringIO()
        call_command("export_discussion", post.pk, format="json", stdout=out)
        return out.getvalue()

    told = export(essay)
    assert SECRET not in told
    assert [each["body"] for each in json.loads(told)["post"]["revisions"]] == [
        None,
        "I live somewhere.",
    ]
    for kind in ("markdown", "csv", "argdown"):
        out = StringIO()
        call_command("export_discussion", essay.pk, format=kind, stdout=out)
        assert SECRET not in out.getvalue()


def test_a_removed_wording_stays_removed_through_a_file(alice, mina, tmp_path):
    essay = publish(alice, "Home", f"I live at {SECRET}.")
    change = {"title": "Home", "body": "Somewhere.", "topics": "", "base_revision": 1}
    browser_of(alice).post(f"/posts/{essay.pk}/edit/", change)
    remove(mina, f"/posts/{essay.pk}/", revision=1)
    first, again = StringIO(), StringIO()
    call_command("export_discussion", essay.pk, format="json", stdout=first)
    file = tmp_path / "home.json"
    file.write_text(first.getvalue())
    call_command("import_discussion", str(file), attach=True, stdout=StringIO())
    copy = Post.objects.latest("pk")
    assert copy.pk != essay.pk
    call_command("export_discussion", copy.pk, format="json", stdout=again)
    assert again.getvalue() == first.getvalue()
