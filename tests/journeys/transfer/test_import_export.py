"""Discussions come in from files and go out again, the same bytes each time."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from config.checks import nobody_has_a_public_password
from critiques.models import Objection, PointsDecision, Tag
from forum.models import Post, Reply
from forum.text import plain
from moderation.actions.removals import hide
from moderation.models import LogEntry
from tests.cast import answer, browser_of, moderator, person, place, text_of
from tests.databases import ROOT
from tests.worlds.demo_files import FILES

pytestmark = pytest.mark.django_db


def bring_in(file: Path, *options: str) -> Post:
    """Import a file and return its post, by the address that was printed."""
    said = StringIO()
    call_command("import_discussion", str(file), *options, stdout=said)
    address = said.getvalue().strip()
    post = Post.objects.get(pk=int(address.split("/")[2]))
    assert address == post.get_absolute_url()
    return post


def take_out(post: Post) -> str:
    said = StringIO()
    call_command("export_discussion", str(post.pk), "--format", "json", stdout=said)
    return said.getvalue()


def comes_back_the_same(post: Post, folder: Path) -> str:
    """Export, import and export again; returns the bytes that stayed the same."""
    first = take_out(post)
    file = folder / "again.json"
    file.write_text(first)
    assert take_out(bring_in(file, "--attach")) == first
    return first


@pytest.mark.postgres
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_demo_discussion_goes_round(file: Path, tmp_path: Path) -> None:
    post = bring_in(file)
    written = json.loads(file.read_text())
    comes_back_the_same(post, tmp_path)
    found = {o.number: (o.status, o.round, o.letter) for o in Objection.objects.filter(post=post)}
    assert found == {
        o["number"]: (o["status"], o["round"], o["letter"]) for o in written["objections"]
    }
    assert post.replies.count() == len(written["replies"])
    for path in (post.get_absolute_url(), f"/posts/{post.pk}/critique/"):
        assert browser_of(None).get(path).status_code == 200


@pytest.mark.postgres
def test_kialo(real_data: Path, tmp_path: Path) -> None:
    file = real_data / "kialo_export_sample.txt"
    lines = [line for line in file.read_text().splitlines() if re.match(r"\d", line)]
    post = bring_in(file, "--format", "kialo", "--author", "thea")
    assert (post.title, post.body) == (
        "Should hate speech be illegal?",
        "Hate speech should be banned.",
    )
    assert post.author.username == "thea"
    assert post.replies.count() == len(lines) - 1
    depths = [line.split(" ")[0].count(".") - 2 for line in lines[1:]]
    replies = Reply.objects.filter(post=post).order_by("created_at")
    assert list(replies.values_list("level", flat=True)) == depths
    cons = [line for line in lines if re.match(r"1\.\d+\. Con:", line)]
    objections = list(Objection.objects.filter(post=post))
    assert len(objections) == len(cons)
    assert [o.address for o in objections[:6]] == ["a", "b", "c", "d", "e", "#6"][: len(cons)]
    for objection, line in zip(objections, cons, strict=True):
        words = line.partition("Con: ")[2]
        assert objection.raised_in.body == words
        assert len(objection.claim) <= 200
        assert objection.claim[:40] == re.sub(r"\\(.)", r"\1", words)[:40]
    for parent, act in re.findall(r"(?m)^(1\.\d+\.)\d+\. (Pro|Con):", file.read_text()):
        if any(line.startswith(f"{parent} Con:") for line in cons):
            assert Tag.objects.filter(act="support" if act == "Pro" else "answer").exists()
    pros = [line.partition("Pro: ")[2] for line in lines if re.match(r"1\.\d+\. Pro:", line)]
    in_favour = PointsDecision.objects.in_favour().order_by("reply__created_at")
    assert pros and [each.reply.body for each in in_favour.select_related("reply")] == pros
    comes_back_the_same(post, tmp_path)
    assert browser_of(None).get(post.get_absolute_url()).status_code == 200


def test_what_the_document_shows_of_kialo_comes_in_as_it_says(tmp_path: Path) -> None:
    document = (ROOT / "docs" / "imports.md").read_text()
    shown = re.search(r"^```\n(Discussion .*?)^```", document, re.M | re.S)
    assert shown
    file = tmp_path / "export.txt"
    file.write_text(shown[1])
    post = bring_in(file, "--author", "thea")
    assert (post.author.username, post.body) == ("thea", "Every town should have a library.")
    objections = [(each.address, each.claim) for each in Objection.objects.filter(post=post)]
    assert objections == [
        ("a", "Towns without money would have to close something else."),
        ("b", "Ours closed its pool."),
    ]
    tags = Tag.objects.exclude(act="raise").values_list("act", "reply__body")
    assert dict(tags) == {
        "answer": "A shelf in the town hall costs next to nothing.",
        "support": "Ours closed its pool.",
    }
    decided = PointsDecision.objects.in_favour().get()
    assert decided.reply.body == "Who cannot buy books can read them there."
    assert set(post.replies.values_list("author__username", flat=True)) == {"kialo"}


def test_a_link_in_kialo_leads_to_its_target(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_bytes(
        b"Discussion Title: T\r\n\r\n1. Thesis.\r\n1.1. Con: Target.\r\n1.1.1. -> See 1.2.\r\n"
        b"1.2. Pro: Other.\r\n"
    )
    post = bring_in(file, "--format", "kialo", "--author", "thea")
    target = post.replies.get(body="Other.")
    link = post.replies.get(parent__body="Target.")
    assert f'href="/replies/{target.pk}/"' in link.html


def test_an_objection_by_links_says_what_they_lead_to(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_text(
        "Discussion Title: T\n\n1. Thesis.\n1.1. Con: -> See 1.2.1.\n1.2. Pro: Other.\n"
        "1.2.1. -> See 1.2.1.1.\n1.2.1.1. Con: The end.\n1.3. Con: -> See 1.\n"
        "1.4. Con: -> See 1.4.\n"
    )
    post = bring_in(file, "--format", "kialo", "--author", "thea")
    claims = list(Objection.objects.filter(post=post).values_list("claim", flat=True))
    assert claims == ["The end.", "Thesis.", "-> See 1.4."]


def test_a_claim_of_kialo_keeps_the_sign_that_it_begins_with(tmp_path: Path) -> None:
    words = ["> 50 % of us", "1984. A bad year", "- 5 °C is cold", "# 1 is wrong", "*So* it is"]
    sides = ["Con:", "con:", "CON :", "Con :", "Con:"]
    claims = [f"1.{at + 1}. {sides[at]} {each}" for at, each in enumerate(words)]
    file = tmp_path / "export.txt"
    file.write_text("\n".join(["Discussion Title: T", "", "1. Thesis.", *claims]))
    post = bring_in(file, "--format", "kialo", "--author", "thea")
    shown = [each.replace("*", "") for each in words]
    assert list(Objection.objects.filter(post=post).values_list("claim", flat=True)) == shown
    assert {plain(html) for html in post.replies.values_list("html", flat=True)} == set(shown)


def test_a_claim_of_kialo_answers_the_letters_of_the_claim_above(tmp_path: Path) -> None:
    """As a reply does that is written here: which of its own letters are points follows from it."""
    file = tmp_path / "export.txt"
    file.write_text(
        "Discussion Title: T\n\n1. Thesis.\n1.1. Con: a) It is slow.\n1.1.1. Con: a) Not now.\n"
    )
    post = bring_in(file, "--author", "thea")
    assert list(post.replies.order_by("created_at").values_list("among", flat=True)) == ["", "a"]
    comes_back_the_same(post, tmp_path)


def test_a_kialo_file_comes_in_once_unless_one_asks_for_it_again(tmp_path: Path) -> None:
    file, other = tmp_path / "export.txt", tmp_path / "other.txt"
    file.write_text("Discussion Title: T\n\n1. Thesis.\n1.1. Con: A.\n")
    other.write_text("Discussion Title: U\n\n1. Thesis.\n1.1. Con: A.\n")
    options = ("--format", "kialo", "--author", "thea")
    first = bring_in(file, *options)
    bring_in(other, *options)
    answer(person("bob"), first, "A reply since.")
    with pytest.raises(CommandError, match=rf"{first.get_absolute_url()}; --again"):
        bring_in(file, *options)
    assert Post.objects.count() == 2
    assert bring_in(file, *options, "--again") != first
    assert Post.objects.count() == 3


def test_hidden_and_withdrawn_replies_go_out_without_their_words(tmp_path: Path) -> None:
    bob, carol, mina = person("bob"), person("carol"), moderator()
    post = bring_in(FILES[-1], "--attach")
    raised = answer(bob, post, "a) A hidden claim here.\nb) A claim that Dora shares.")
    place(bob, raised)
    numbers = list(Objection.objects.filter(raised_in=raised).values_list("number", flat=True))
    browser_of(person("dora")).post(f"/posts/{post.pk}/objections/{numbers[1]}/share/")
    taken = answer(carol, post, "Withdrawn words.")
    answer(bob, post, "An answer to them.", taken)
    answer(carol, post, "An answer to it.", raised)
    lonely = answer(carol, post, "Lonely hidden words.")
    browser_of(carol).post(f"/replies/{taken.pk}/withdraw/")
    for reply in (raised, lonely):
        hide(moderator=mina, reply_id=reply.pk, reason="A reason")
    out = comes_back_the_same(post, tmp_path)
    for words in ("hidden claim", "Dora shares", "Withdrawn words", "Lonely"):
        assert words not in out
    discussion = json.loads(out)
    gone = [reply for reply in discussion["replies"] if reply["state"] != "visible"]
    assert [(reply["state"], reply["author"], reply["body"], reply["tags"]) for reply in gone] == [
        ("hidden", None, None, []),
        ("withdrawn", None, None, []),
    ]
    raised_there = [o for o in discussion["objections"] if o["number"] in numbers]
    assert [(o["claim"], o["raised_in"]) for o in raised_there] == [(None, None)] * 2
    assert [len(o["events"]) for o in raised_there] == [1, 2]


def test_what_the_public_cannot_read_does_not_go_out() -> None:
    post = bring_in(FILES[0])
    hide(moderator=moderator("moira"), post_id=post.pk, reason="A reason")
    with pytest.raises(CommandError, match="no public post"):
        take_out(post)


def test_the_least_that_is_a_discussion(tmp_path: Path) -> None:
    file = tmp_path / "least.json"
    file.write_text(
        json.dumps(
            {
                "format": "rejoinder/1",
                "post": {"title": "T", "author": "ann", "body": "Text."},
                "replies": [
                    {
                        "id": "x",
                        "author": "ben",
                        "body": "a) One.\nb) Two.",
                        "tags": [{"act": "raise", "objection": 1, "point": "a"}],
                    },
                    {
                        "id": "y",
                        "parent": "x",
                        "author": "ann",
                        "body": "So be it.",
                        "tags": [{"act": "answer", "objection": 1}],
                    },
                    {"id": "z", "author": "cat", "body": "a) Mine.\nb) Untagged."},
                ],
                "objections": [{"claim": "One"}],
            }
        )
    )
    post = bring_in(file)
    (objection,) = Objection.objects.filter(post=post)
    assert (objection.address, objection.status, objection.holder_count) == ("a", "answered", 1)
    assert objection.holders.get().user.username == "ben"
    assert not Tag.objects.filter(reply__author__username="cat").exists()
    comes_back_the_same(post, tmp_path)


@pytest.mark.postgres
def test_demo_twice_is_demo_once(settings) -> None:
    settings.DEBUG = True  # elsewhere nobody of the demo gets a password
    said = StringIO()
    call_command("demo", stdout=said)
    counts = (Post.objects.count(), Reply.objects.count(), Objection.objects.count())
    assert counts[0] >= 6
    Post.objects.filter(author__username="alice").update(title="Renamed")
    call_command("demo", stdout=said)
    assert (Post.objects.count(), Reply.objects.count(), Objection.objects.count()) == counts
    log = LogEntry.objects.values_list("act", "actor__username")
    by_mina = {("lock", "mina"), ("pin", "mina"), ("hide", "mina"), ("fine", "mina")}
    assert set(log) == by_mina | {("auto_hide", None)}
    assert Post.objects.get(state="draft").author.username == "alice"
    assert "Sign in as" in said.getvalue()
    queue = browser_of(None)
    assert queue.login(username="mina", password="rejoinder-demo")
    assert "About the person" in text_of(queue.get("/moderation/"))


def test_the_demo_opens_no_door_on_a_server() -> None:
    call_command("demo", stdout=StringIO())
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_a_server_is_told_of_passwords_that_everybody_knows(settings) -> None:
    settings.DEBUG = True
    call_command("demo", stdout=StringIO())
    settings.DEBUG = False
    warned = StringIO()
    call_command("demo", stdout=StringIO(), stderr=warned)
    assert "alice, bob" in warned.getvalue() and "mina" in warned.getvalue()
    [told] = nobody_has_a_public_password()
    assert "people are in this database: alice, bob" in told.msg
    User.objects.update(password="!")
    assert nobody_has_a_public_password() == []


def test_security_51_a_password_that_everybody_knows_opens_nothing_on_a_server(settings) -> None:
    """Whoever has it: a database that was filled on one's own machine may be put on a server."""
    settings.DEBUG = True
    call_command("demo", stdout=StringIO())
    door = {"login": "mina", "password": settings.PUBLIC_PASSWORD}
    assert browser_of(None).post("/account/login/", door).status_code == 302
    settings.DEBUG = False
    refused = browser_of(None).post("/account/login/", door)
    assert refused.status_code == 200 and "don’t belong together" in text_of(refused)
    mina = User.objects.get(username="mina")
    again = browser_of(mina).post("/account/reauthenticate/", {"password": door["password"]})
    assert again.status_code == 200
    mina.set_password("something-of-her-own")
    mina.save()
    own = door | {"password": "something-of-her-own"}
    assert browser_of(None).post("/account/login/", own).status_code == 302


def test_nobody_chooses_a_password_that_everybody_knows(settings) -> None:
    form = {"username": "nora", "email": "nora@example.com", "password1": settings.PUBLIC_PASSWORD}
    refused = browser_of(None).post("/account/signup/", form)
    assert "Everybody knows this password" in text_of(refused)
    assert not User.objects.filter(username="nora").exists()


def test_the_demo_takes_nobodys_name() -> None:
    person("jonas")
    User.objects.filter(username="jonas").update(email="jonas@example.com")
    with pytest.raises(CommandError, match="jonas"):
        call_command("demo")
    assert not Post.objects.exists() and User.objects.count() == 1
