"""Words of a single wording that moderators removed are gone wherever they were repeated."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from critiques.models import Objection
from forum.models import Post, Reply
from moderation.models import LogEntry
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.rules.transfer.test_discussion_round_trip import goes_round
from tests.worlds.made import parts
from transfer.documents.formats import SUFFIXES

pytestmark = pytest.mark.django_db

BEFORE, EXACT, AFTER = "Zqxbefore and then", "zqxexact words that went", "zqxafter it all"
ESSAY = f"{BEFORE} {EXACT} {AFTER}."
QUOTES = f"a) > {EXACT}\n\nThat can be rigged."


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    named = {name: person(name) for name in ("alice", "bob", "carol")}
    people = named | {"mina": moderator(), "nobody": None}
    return {"people": people, "essay": passage(people), "said": words(people)}


people, essay, said = parts("people essay said")


def passage(people) -> Post:
    """Bob objects to words of its first wording, which a revision took away."""
    essay = publish(people["alice"], "Twenty checks", ESSAY)
    reply = answer(people["bob"], essay, QUOTES)
    place(people["bob"], reply)
    # What he quoted himself is his own word; he takes it away too.
    reword(reply, "a) That can be rigged.")
    revise(essay, "Other words altogether.")
    return essay


def reword(reply: Reply, body: str) -> None:
    reply.refresh_from_db()
    data = {"body": body, "base_revision": reply.revision}
    url = f"/replies/{reply.pk}/edit/"
    assert browser_of(reply.author).post(url, data).status_code == 302


def revise(essay: Post, body: str) -> None:
    essay.refresh_from_db()
    data = {"title": essay.title, "body": body, "base_revision": essay.revision}
    assert browser_of(essay.author).post(f"/posts/{essay.pk}/edit/", data).status_code == 302


def wording(people, text: str, number: int, act: str = "hide") -> None:
    url = f"{text}revisions/{number}/{act}/"
    done = browser_of(people["mina"]).post(url, {"reason": "An address of somebody’s"})
    assert done.status_code == 302


def repeats(essay: Post) -> Iterator[str]:
    """Where words of an essay are repeated."""
    base = f"/posts/{essay.pk}"
    yield f"{base}/revisions/"
    yield from (f"{base}/critique/", f"{base}/objections/1/", essay.get_absolute_url(), "/")
    yield from (f"{base}/critique.{suffix}" for suffix in SUFFIXES)
    yield f"{base}/objections/like/?claim=that+can+be+rigged"


def told(viewer, essay: Post) -> set[str]:
    """Which of the three can be read somewhere."""
    client, found = browser_of(viewer), ""
    for url in repeats(essay):
        response = client.get(url, follow=True)
        assert response.status_code == 200, url
        found += response.content.decode()
    return {words for words in (BEFORE, EXACT, AFTER) if words.lower() in found.lower()}


@pytest.mark.parametrize("viewer", ["nobody", "carol", "bob"])
def test_security_48_a_passage_of_a_removed_wording_is_told_to_nobody(people, essay, viewer):
    assert told(people[viewer], essay) == {BEFORE, EXACT, AFTER}
    wording(people, f"/posts/{essay.pk}/", 1)
    assert told(people[viewer], essay) == set()
    wording(people, f"/posts/{essay.pk}/", 1, "show")
    assert told(people[viewer], essay) == {BEFORE, EXACT, AFTER}


@pytest.mark.parametrize("insider", ["alice", "mina"])
def test_who_may_read_the_wording_may_read_its_passage(people, essay, insider):
    wording(people, f"/posts/{essay.pk}/", 1)
    page = browser_of(people[insider]).get(f"/posts/{essay.pk}/objections/1/")
    assert EXACT in page.content.decode()


def test_what_was_removed_is_said_to_be(people, essay):
    wording(people, f"/posts/{essay.pk}/", 1)
    for place_of_it in ("objections/1/", "critique/", "critique.md"):
        page = browser_of(None).get(f"/posts/{essay.pk}/{place_of_it}").content.decode()
        assert "[removed by moderators]" in page.replace("\\", ""), place_of_it


def test_words_that_the_essay_has_again_are_public_and_no_others(people, essay):
    wording(people, f"/posts/{essay.pk}/", 1)
    revise(essay, f"Others stand here: {EXACT}, and nothing else.")
    assert told(people["nobody"], essay) == {EXACT}


def test_a_passage_that_was_found_again_is_told_with_what_stands_beside_it_now(people, essay):
    wording(people, f"/posts/{essay.pk}/", 1)
    revise(essay, f"Others stand here: {EXACT}, and nothing else.")
    url = f"/posts/{essay.pk}/objections/1/passage/"
    assert browser_of(people["bob"]).post(url, {"words": EXACT}).status_code == 302
    exported = json.loads(browser_of(None).get(f"/posts/{essay.pk}/critique.json").content)
    passage = exported["objections"][0]["passage"]
    assert (passage["exact"], passage["prefix"]) == (EXACT, "Others stand here: ")
    assert (passage["suffix"], passage["state"]) == (", and nothing else.", "exact")


def test_the_file_has_null_in_its_place_and_goes_round(people, essay):
    wording(people, f"/posts/{essay.pk}/", 1)
    removed = {"exact": None, "prefix": "", "suffix": "", "start": None, "revision": 1}
    assert goes_round(essay.pk)["objections"][0]["passage"] == removed | {"state": "lost"}
    revise(essay, f"Others stand here: {EXACT}, and nothing else.")
    assert goes_round(essay.pk)["objections"][0]["passage"]["exact"] == EXACT


def test_a_passage_goes_with_its_essay_into_another_and_stays_as_public_as_it_was(people, essay):
    wording(people, f"/posts/{essay.pk}/", 1)
    other = publish(people["alice"], "Another", "Not these words.")
    url = f"/posts/{essay.pk}/merge/"
    done = browser_of(people["mina"]).post(url, {"into": str(other.pk), "reason": "The same"})
    assert done.status_code == 302
    other.refresh_from_db()
    moved = Objection.objects.get(post=other)
    assert (moved.post, moved.passage_revision) == (other, 1)
    # The wording of that number in the other essay is public.
    assert told(people["nobody"], other) == set()
    undo = f"/moderation/log/{LogEntry.objects.filter(act='join').get().pk}/undo/"
    assert browser_of(people["mina"]).post(undo, {"reason": "Not the same"}).status_code == 302
    assert told(people["nobody"], essay) == set()
    wording(people, f"/posts/{essay.pk}/", 1, "show")
    assert told(people["nobody"], essay) == {BEFORE, EXACT, AFTER}


SECRETS = {
    "a claim": "Zqxclaim is what I say of it",
    "a cut one": f"Zqxlong is what I say of it {'and more ' * 40}to the end",
    "words that join": "Zqxjoin is how I put it",
}


def words(people) -> tuple[Post, Reply, Reply]:
    """Bob's claims and Carol's words came from wordings of their replies that are no more."""
    essay = publish(people["alice"], "Twenty checks", "An essay.")
    claims = [SECRETS["a claim"], SECRETS["a cut one"], "Much [stays](https://example.org/) here"]
    body = "\n".join(f"{letter}) {claim}." for letter, claim in zip("abc", claims, strict=True))
    raises = answer(people["bob"], essay, body)
    place(people["bob"], raises)
    joins = answer(people["carol"], essay, f"a) *{SECRETS['words that join']}*.", raises)
    place(people["carol"], joins, to_a="3", claim_a=SECRETS["words that join"])
    reword(raises, "a) Less.\nb) Less.\nc) **Much** [stays](https://example.com/other/) here.")
    reword(joins, "a) Less.")
    return essay, raises, joins


def secrets_told(viewer, essay: Post, *replies: Reply) -> set[str]:
    pages = list(repeats(essay)) + [f"/posts/{essay.pk}/objections/{n}/" for n in (2, 3)]
    pages += ["/u/bob/", "/u/carol/", "/desk/", "/moderation/log/"]
    pages += [url for each in replies for url in (each.get_absolute_url(),)]
    client, found = browser_of(viewer), ""
    for url in pages:
        found += client.get(url, follow=True).content.decode().lower()
    return {what for what, words in SECRETS.items() if words.split()[0].lower() in found}


@pytest.mark.parametrize("viewer", ["nobody", "alice"])
def test_security_48_what_was_repeated_of_a_replys_removed_wording_is_told_to_nobody(
    people, said, viewer
):
    assert secrets_told(people[viewer], *said) == set(SECRETS)
    for reply in said[1:]:
        wording(people, reply.get_absolute_url(), 1)
    assert secrets_told(people[viewer], *said) == set()
    for reply in said[1:]:
        wording(people, reply.get_absolute_url(), 1, "show")
    assert secrets_told(people[viewer], *said) == set(SECRETS)


def test_what_the_reply_still_says_stays(people, said):
    essay, raises, _ = said
    wording(people, raises.get_absolute_url(), 1)
    claims = [each["claim"] for each in goes_round(essay.pk)["objections"]]
    assert claims == [None, None, "Much stays here"]
    page = browser_of(None).get(f"/posts/{essay.pk}/critique/").content.decode()
    assert page.count("[removed by moderators]") >= 2 and "Much stays here" in page


@pytest.mark.parametrize(
    ("body", "claim"),
    [
        ("a) Zqxsecret:\n\n> Thirty are enough.\n\nThey are not.", "Zqxsecret: They are not"),
        ("a) Zqxsecret ~~good~~ bad rules are here.", "Zqxsecret bad rules are here"),
        ("a) > Zqxsecret checks are enough.", "“Zqxsecret checks are enough”"),
    ],
)
def test_a_claim_without_what_is_quoted_or_struck_goes_too(people, body, claim):
    essay = publish(people["alice"], "Thirty checks", "Thirty checks are enough.")
    reply = answer(people["bob"], essay, body)
    place(people["bob"], reply)
    assert [o.claim for o in Objection.objects.filter(post=essay)] == [claim]
    reword(reply, "a) Rules are unfair.")
    wording(people, reply.get_absolute_url(), 1)
    assert "qxsecret" not in browser_of(None).get(f"/posts/{essay.pk}/critique/").content.decode()


def test_words_of_another_point_before_it_go_too(people):
    essay = publish(people["alice"], "Thirty checks", "Thirty checks are enough.")
    reply = answer(people["bob"], essay, "a) Zqxsecret rules are unfair.\nb) They are too harsh.")
    place(people["bob"], reply)
    whole = "Zqxsecret rules are unfair. They are too harsh"
    assert [o.claim for o in Objection.objects.filter(post=essay, number=2)] == [whole]
    reword(reply, "a) Rules are unfair.\nb) They are too harsh.")
    wording(people, reply.get_absolute_url(), 1)
    page = browser_of(None).get(f"/posts/{essay.pk}/critique/").content.decode()
    assert "qxsecret" not in page and page.count("[removed by moderators]") >= 2


def test_its_writer_and_moderators_read_on(people, said):
    essay, raises, _ = said
    wording(people, raises.get_absolute_url(), 1)
    for insider in ("bob", "mina"):
        page = browser_of(people[insider]).get(f"/posts/{essay.pk}/objections/1/")
        assert SECRETS["a claim"] in page.content.decode()


def test_words_that_the_reply_says_again_are_public_again(people, said):
    essay, raises, _ = said
    wording(people, raises.get_absolute_url(), 1)
    reword(raises, f"a) So I say again: zqxclaim{SECRETS['a claim'][8:]}.")
    assert secrets_told(None, essay) == {"a claim", "words that join"}


def test_a_claim_that_was_put_otherwise_is_public_without_what_it_was_before(people, said):
    essay, raises, joins = said
    share = f"/posts/{essay.pk}/objections/1"
    assert browser_of(people["carol"]).post(f"{share}/share/").status_code == 302
    put = {"claim": "Something else that I say now"}
    assert browser_of(people["bob"]).post(f"{share}/claim/", put).status_code == 302
    for reply in (raises, joins):
        wording(people, reply.get_absolute_url(), 1)
    item = goes_round(essay.pk)["objections"][0]
    assert item["claim"] == put["claim"]
    assert [each["claim"] for each in item["versions"]] == [None, put["claim"]]
    assert secrets_told(None, essay, raises) == set()
