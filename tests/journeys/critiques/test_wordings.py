"""Claims get other wordings, others propose some, and nobody is bound to what they did not join."""

import html
import re

import pytest

from critiques.models import ClaimVersion, Holder, Objection, Proposal
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

FIRST = "Too few checks"


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob's objection a to Alice's essay."""
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    essay = publish(alice, "Twenty checks", "Twenty checks are enough for any summary.")
    place(bob, answer(bob, essay, "a) Too few checks."))
    return {"alice": alice, "bob": bob, "carol": carol, "raised": essay}


alice, bob, carol, raised = parts("alice bob carol raised")


def click(user, post, what: str, number: int = 1, **data: str) -> int:
    url = f"/posts/{post.pk}/objections/{number}/{what}/"
    return browser_of(user).post(url, data).status_code


def page(viewer, post, number: int = 1) -> str:
    return text_of(browser_of(viewer).get(f"/posts/{post.pk}/objections/{number}/"))


def claim(post, number: int = 1) -> str:
    return Objection.objects.get(post=post, number=number).claim


def versions(post) -> list[str]:
    rows = ClaimVersion.objects.filter(objection__post=post)
    return list(rows.order_by("objection", "number").values_list("text", flat=True))


def test_the_raiser_rewords_freely_until_somebody_is_bound(raised, bob):
    assert "Nobody has joined or answered yet" in page(bob, raised)
    assert click(bob, raised, "claim", claim="Far too few checks") == 302
    assert versions(raised) == ["Far too few checks"] == [claim(raised)]


def test_then_a_wording_is_a_version_and_holders_stay_with_theirs(raised, alice, bob, carol):
    assert click(carol, raised, "share") == 302
    assert "Others joined or answered this wording" in page(bob, raised)
    assert click(bob, raised, "claim", claim="Checks tire people") == 302
    assert versions(raised) == [FIRST, "Checks tire people"]
    assert claim(raised) == "Checks tire people"
    held = dict(Holder.objects.values_list("user__username", "claim_version"))
    assert held == {"bob": 2, "carol": 1}

    mine = page(carol, raised)
    assert "You share an earlier wording: “Too few checks”" in mine
    assert "shared by Carol" in mine
    assert "You share an earlier wording" not in page(bob, raised)
    critique = f"/posts/{raised.pk}/critique"
    for url in (f"{critique}/", f"{critique}.md"):
        told = html.unescape(browser_of(None).get(url).content.decode())
        assert "Carol (an earlier wording)" in told and "Bob (an" not in told
    assert "Carol shares it; an earlier wording" in page(None, raised)
    assert "Carol (an earlier wording)" in text_of(browser_of(alice).get("/desk/"))
    assert "hares it, an earlier wording" in text_of(browser_of(None).get("/u/carol/"))
    assert click(carol, raised, "wording") == 302
    assert Holder.objects.get(user=carol).claim_version == 2
    assert "earlier wording" not in page(carol, raised)

    dave = person("dave")
    assert click(dave, raised, "share") == 302
    assert Holder.objects.get(user=dave).claim_version == 2


def test_an_answer_binds_the_wording_too(raised, alice, bob):
    answer(alice, raised, "Not at all.", **{"objection-1": "answer"})
    assert "Others joined or answered this wording" in page(bob, raised)
    assert click(bob, raised, "claim", claim="Checks tire people") == 302
    assert versions(raised) == [FIRST, "Checks tire people"]


def test_who_comes_back_joins_the_present_wording(raised, bob, carol):
    click(carol, raised, "share")
    click(bob, raised, "claim", claim="Checks tire people")
    click(carol, raised, "taken-back")
    click(carol, raised, "share")
    assert Holder.objects.get(user=carol).claim_version == 2


def test_the_author_is_not_made_to_agree_with_other_words(raised, alice, bob):
    """Whatever its raiser says of it between: a concession that was disputed counts again later."""
    assert click(alice, raised, "position", stance="conceded", text="So it is") == 302
    assert "Your objection in one sentence" not in page(bob, raised)
    assert click(bob, raised, "claim", claim="Alice lies") == 422
    assert click(bob, raised, "stands") == 302
    mina = moderator()
    assert click(mina, raised, "proposals", proposed="Alice lies, it seems") == 302
    assert click(bob, raised, "claim", claim="Alice lies") == 422
    assert click(bob, raised, f"proposals/{Proposal.objects.get().pk}/accept") == 422
    assert (claim(raised), versions(raised)) == (FIRST, [FIRST])
    assert click(alice, raised, "proposals", proposed="I do too few checks") == 302
    assert click(bob, raised, f"proposals/{Proposal.objects.latest('pk').pk}/accept") == 302
    assert claim(raised) == "I do too few checks"


def test_nor_with_the_words_of_who_holds_it_when_its_reply_is_withdrawn(raised, alice, bob, carol):
    reply = raised.replies.get()
    joins = answer(carol, raised, "a) Alice lies.", reply)
    place(carol, joins, to_a="1", claim_a="Alice lies")
    assert click(alice, raised, "position", stance="conceded", text="So it is") == 302
    assert browser_of(bob).post(f"/replies/{reply.pk}/withdraw/").status_code == 302
    assert f"objection a {FIRST} Author agrees" in page(None, raised)


def test_the_author_proposes_a_wording_and_the_raiser_accepts(raised, alice, bob, carol):
    click(carol, raised, "share")
    assert click(alice, raised, "proposals", proposed="Twenty is too small a sample") == 302
    proposal = Proposal.objects.get()
    assert "Alice proposes" in page(bob, raised)
    assert claim(raised) == FIRST
    where = f"proposals/{proposal.pk}"
    assert click(carol, raised, f"{where}/accept") == 403
    assert click(alice, raised, f"{where}/accept") == 403
    assert click(bob, raised, f"{where}/accept") == 302
    assert versions(raised) == [FIRST, "Twenty is too small a sample"]
    assert ClaimVersion.objects.last().writer == alice
    assert Holder.objects.get(user=bob).claim_version == 2
    assert click(bob, raised, f"{where}/refuse") == 409
    assert "Alice proposes" not in page(bob, raised)


def test_a_proposal_is_refused_or_withdrawn(raised, alice, bob):
    click(alice, raised, "proposals", proposed="One")
    click(alice, raised, "proposals", proposed="Two")
    assert [p.outcome for p in Proposal.objects.order_by("pk")] == ["withdrawn", ""]
    where = f"proposals/{Proposal.objects.last().pk}"
    assert click(bob, raised, f"{where}/withdraw") == 403
    assert click(alice, raised, f"{where}/withdraw") == 302
    click(alice, raised, "proposals", proposed="Three")
    assert click(bob, raised, f"proposals/{Proposal.objects.last().pk}/refuse") == 302
    assert claim(raised) == FIRST


@pytest.mark.parametrize(("who", "expected"), [("carol", 403), ("bob", 422), ("mina", 302)])
def test_who_may_propose_a_wording(raised, who, expected, bob, carol):
    user = {"bob": bob, "carol": carol}.get(who) or moderator(who)
    assert click(user, raised, "proposals", proposed="Otherwise") == expected


@pytest.mark.parametrize("text", ["", "  ", "x" * 201, "a\x00b", FIRST])
def test_a_wording_that_cannot_be_is_refused(raised, alice, text):
    response = browser_of(alice).post(
        f"/posts/{raised.pk}/objections/1/proposals/", {"proposed": text}
    )
    assert response.status_code == 422
    assert not Proposal.objects.exists()


def test_who_took_the_reply_back_decides_no_more(raised, alice, bob, carol):
    click(carol, raised, "share")
    click(alice, raised, "proposals", proposed="Otherwise")
    reply = raised.replies.get()
    assert browser_of(bob).post(f"/replies/{reply.pk}/withdraw/").status_code == 302
    assert click(bob, raised, "claim", claim="Never mind") == 403
    assert click(bob, raised, f"proposals/{Proposal.objects.get().pk}/accept") == 403
    assert click(alice, raised, "proposals", proposed="Again") == 422


def test_what_would_satisfy_is_one_line(raised, alice, bob, carol):
    line = "Show that ten readers caught it."
    assert click(bob, raised, "would-satisfy", would_satisfy=line) == 302
    assert f"would be satisfied by: {line}" in page(alice, raised)
    assert click(carol, raised, "would-satisfy", would_satisfy=line) == 403
    assert click(bob, raised, "would-satisfy", would_satisfy="x" * 201) == 422
    assert click(bob, raised, "would-satisfy", would_satisfy="") == 302
    assert "would be satisfied" not in page(alice, raised)


def test_a_removed_claim_shows_no_wording(raised, alice, bob, carol):
    click(carol, raised, "share")
    click(bob, raised, "claim", claim="Checks tire people")
    click(alice, raised, "proposals", proposed="Otherwise said")
    reply = raised.replies.get()
    browser_of(moderator()).post(f"/replies/{reply.pk}/hide/", {"reason": "rude"})
    for viewer in (None, alice, carol):
        told = page(viewer, raised)
        assert not any(words in told for words in (FIRST, "Checks tire", "Otherwise said"))


def test_a_locked_discussion_keeps_its_wordings(raised, alice, bob):
    browser_of(moderator()).post(f"/posts/{raised.pk}/lock/", {"reason": "heated"})
    assert click(bob, raised, "claim", claim="Anew") == 422
    assert click(alice, raised, "proposals", proposed="Anew") == 422


def told_of(viewer, post) -> dict[str, str]:
    """Return what each page and file says that has the claim of objection a, by its address; but
    for what statuses mean, and how many have which."""
    critique = f"/posts/{post.pk}/critique"
    reply = post.replies.order_by("pk")[0]
    pages = [post.get_absolute_url(), f"{critique}/", f"/posts/{post.pk}/objections/1/"]
    files = [f"{critique}.md", f"{critique}.csv", f"{critique}.argdown"]
    return {url: told_at(viewer, url) for url in [*pages, *files, reply.get_absolute_url()]}


def told_at(viewer, url: str) -> str:
    got = browser_of(viewer).get(url)
    is_page = "html" in got["Content-Type"]
    told = " ".join(text_of(got).split()) if is_page else html.unescape(b"".join(got).decode())
    counts = re.compile(r"\d author \w+|the author won’t pursue \d")
    meanings = re.compile(r"Unresolved: No author answer yet .*? Removed by moderators")
    return counts.sub("", meanings.sub("", told))


SAID = {"answered": "uthor answered", "declined": "uthor won’t pursue", "conceded": "uthor agrees"}


def takes_position(author, post, stance: str, text: str) -> None:
    if stance == "answered":
        answer(author, post, text, **{"objection-1": "answer"})
    else:
        assert click(author, post, "position", stance=stance, text=text) == 302


@pytest.mark.parametrize("stance", ["answered", "declined"])
def test_what_the_author_said_is_of_the_wording_that_they_read(raised, alice, bob, stance):
    """Wherever the claim stands, from the new wording on until they spoke of that."""
    takes_position(alice, raised, stance, "Not at all.")
    said, earlier = SAID[stance], f"{SAID[stance]} an earlier wording"
    for url, told in told_of(None, raised).items():
        assert said in told and "earlier wording" not in told, url
    assert click(bob, raised, "claim", claim="Alice lies") == 302
    for viewer in (None, alice, bob):
        for url, told in told_of(viewer, raised).items():
            assert told.count(said) == told.count(earlier) > 0, url
            if "objections" in url or url.endswith(("critique/", ".md")):
                assert re.search(r"Alice[*]* [^.]+ \(an earlier wording\)", told), url
    for url in (f"/feeds/posts/{raised.pk}/critique/", "/u/bob/", "/desk/"):
        told = told_at(bob, url)
        assert told.count(said) == told.count(earlier), url
    takes_position(alice, raised, stance, "Nor do I.")
    for url, told in told_of(None, raised).items():
        # What they said of the earlier one stays said of that, in the course of time.
        assert told.count(said) > told.count(earlier) == ("objections" in url), url


def test_agreeing_is_said_of_the_wording_that_the_author_gave(raised, alice, bob):
    takes_position(alice, raised, "conceded", "So it is.")
    click(alice, raised, "proposals", proposed="I do too few checks")
    assert click(bob, raised, f"proposals/{Proposal.objects.get().pk}/accept") == 302
    told = page(None, raised)
    assert "I do too few checks Author agrees Alice" in told and "agrees with an" not in told


def test_who_was_satisfied_was_so_with_the_wording_of_then(raised, alice, bob):
    answer(alice, raised, "Not at all.", **{"objection-1": "answer"})
    assert click(bob, raised, "satisfied") == 302
    assert "satisfaction, but" not in page(None, raised)
    assert click(bob, raised, "claim", claim="Checks tire people") == 302
    assert "satisfaction, but in an earlier wording" in page(None, raised)
    click(bob, raised, "stands")
    assert "Still disputed after an answer to an earlier wording" in page(None, raised)
    assert click(bob, raised, "satisfied") == 302
    assert "satisfaction Bob" in page(None, raised)


@pytest.mark.parametrize("joins_later", [True, False])
def test_the_author_answered_no_words_of_who_shared_it_later(
    raised, alice, bob, carol, joins_later
):
    """Where a withdrawn reply raised it, it is put as somebody put it who holds it."""
    first = raised.replies.get()

    def says() -> None:
        answer(alice, raised, "Not at all.", **{"objection-1": "answer"})

    def joins() -> None:
        joined = answer(carol, raised, "a) Alice lies.", first)
        place(carol, joined, to_a="1", claim_a="Alice lies")

    for does in (says, joins) if joins_later else (joins, says):
        does()
    assert browser_of(bob).post(f"/replies/{first.pk}/withdraw/").status_code == 302
    told = page(None, raised)
    assert "objection a Alice lies" in told
    assert ("answer to an earlier wording" in told or "an earlier wording;" in told) == joins_later


def test_a_question_was_clarified_as_it_was_put_then(raised, alice, carol):
    place(carol, answer(carol, raised, "What is a check?"), to_reply="question")
    answer(alice, raised, "A look at the code.", **{"objection-2": "answer"})
    assert click(carol, raised, "claim", 2, claim="Who checks?") == 302
    assert "Question 2 Clarified in an earlier wording" in page(None, raised, 2)
