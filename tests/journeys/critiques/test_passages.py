"""What an objection is about: letters in the margin, lost words, and saying where they are now."""

import re

import pytest
from django.core.management import call_command

from critiques.models import Objection
from forum.models import Post
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

ESSAY = "Twenty drawn *at random* speak for the other hundred. So I use them, and nobody minds it."
QUOTE = "a) > Twenty drawn at random speak\n\nLots can be rigged."
WORDS = "Twenty drawn at random speak"


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob's objection to a passage of Alice's essay."""
    people = {name: person(name) for name in ("alice", "bob", "carol")} | {"mina": moderator()}
    essay = publish(people["alice"], "Twenty checks", ESSAY)
    reply = answer(people["bob"], essay, QUOTE)
    place(people["bob"], reply)
    return {"people": people, "essay": essay, "raised": reply}


people, essay, raised = parts("people essay raised")


def passage(number: int = 1) -> tuple[str, int | None, int | None, str]:
    it = Objection.objects.get(number=number)
    return it.passage, it.passage_start, it.passage_revision, it.passage_state


def revise(essay: Post, body: str) -> None:
    essay.refresh_from_db()
    data = {"title": essay.title, "body": body, "base_revision": essay.revision}
    client = browser_of(essay.author)
    assert client.post(f"/posts/{essay.pk}/edit/", data).status_code == 302


def page_of(essay: Post, viewer=None) -> str:
    essay.refresh_from_db()
    return browser_of(viewer).get(essay.get_absolute_url()).content.decode()


def objection_page(essay: Post, viewer=None, number: int = 1):
    return browser_of(viewer).get(f"/posts/{essay.pk}/objections/{number}/")


def say_where(essay: Post, viewer, number: int = 1, **data: str):
    url = f"/posts/{essay.pk}/objections/{number}/passage/"
    return browser_of(viewer).post(url, data)


def letters(page: str) -> list[tuple[str, str]]:
    """The id and the words of each mark that has an id."""
    return re.findall(r'<mark id="([^"]+)" class="passage"[^>]*>([^<]*)<', page)


def test_a_letter_stands_at_its_passage_and_leads_to_the_objection_and_back(essay, raised):
    page = page_of(essay)
    assert letters(page) == [("passage-a", "Twenty drawn ")]
    url = f"/posts/{essay.pk}/objections/1/"
    assert f'</mark><a class="note" href="{url}" data-objection="1" data-letter="a"' in page
    note = re.search(r'<a class="note".*?</a>', page)
    assert note and "Lots can be rigged" in note[0] and "No author answer yet" in note[0]
    back = f'href="{essay.get_absolute_url()}#passage-a"'
    assert back in objection_page(essay).content.decode()
    assert back in browser_of(None).get(f"/posts/{essay.pk}/critique/").content.decode()


def test_the_raisers_own_words_are_told_without_the_quotation(essay, raised):
    page = objection_page(essay).content.decode()
    moves = re.search(r'<ol class="moves".*?</ol>', page, re.S)
    assert moves and 'data-move-by="bob" data-act="raise"' in moves[0]
    assert "Twenty drawn" not in moves[0], "the essay's words"
    assert "rigged" not in moves[0], "the claim has these words"
    assert Objection.objects.get().claim == "Lots can be rigged"


def test_what_has_no_letter_is_marked_with_its_number(people, essay, raised):
    asked = answer(people["carol"], essay, "> So I use them, and nobody minds it.\n\nDo you?")
    place(people["carol"], asked, to_reply="question")
    page = page_of(essay)
    assert ("passage-2", "So I use them, and nobody minds it") in letters(page)
    assert '<span class="vh">question </span>#2' in page


@pytest.mark.parametrize("name", [None, "alice", "carol", "mina"])
def test_past_so_many_notes_the_essay_says_how_many_more_there_are(
    people, essay, raised, monkeypatch, name
):
    for quoted in ("> speak for the other hundred", "> So I use them, and nobody minds it"):
        place(people["carol"], answer(people["carol"], essay, f"{quoted}\n\nNo."), to_reply="new")
    agrees = {"objection-1": "concede", "concede-1": "They can."}
    answer(people["alice"], essay, "You are right.", **agrees)
    viewer = people.get(name)
    more = "more is in the critique"
    monkeypatch.setattr("critiques.pages.margin.NOTED", 3)
    assert page_of(essay, viewer).count('class="note"') == 3
    assert more not in page_of(essay, viewer)
    monkeypatch.setattr("critiques.pages.margin.NOTED", 2)
    answer(people["carol"], essay, "Thanks: now the page is printed anew.")
    page = page_of(essay, viewer)
    assert re.findall(r'class="note" href="[^"]+/(\d)/"', page) == ["2", "3"], "unresolved first"
    said = text_of(browser_of(viewer).get(essay.get_absolute_url()))
    assert "about a passage, 2 are noted beside it, the unresolved first. 1 more is in" in said
    assert f'<a href="/posts/{essay.pk}/critique/">1 {more}</a>' in page
    assert 'id="passage-a" class="passage passage--bare"' in page, "the objection leads there"


def test_what_is_not_there_any_more_leaves_the_margin(people, essay, raised):
    bob, mina = people["bob"], people["mina"]
    url = f"/posts/{essay.pk}/objections/1/"
    for there, gone in (("share/", "taken-back/"),):
        browser_of(bob).post(url + gone)
        assert letters(page_of(essay)) == []
        browser_of(bob).post(url + there)
        assert letters(page_of(essay))
    browser_of(mina).post(f"{url}strike/", {"reason": "About a person"})
    assert letters(page_of(essay)) == []
    assert letters(page_of(essay, mina)) == []
    browser_of(mina).post(f"{url}unstrike/", {"reason": "Not so"})
    browser_of(mina).post(f"/replies/{raised.pk}/hide/", {"reason": "About a person"})
    assert letters(page_of(essay)) == []
    assert WORDS not in text_of(objection_page(essay))
    assert letters(page_of(essay, mina)), "who moderates still reads the claim"


def test_a_withdrawn_essay_shows_no_passage(people, essay, raised):
    browser_of(people["alice"]).post(f"/posts/{essay.pk}/withdraw/")
    assert letters(page_of(essay)) == []
    assert 'class="quoted"' not in objection_page(essay).content.decode()


def test_words_that_stand_once_after_a_revision_are_found_there(essay, raised):
    revise(essay, f"Before it.\n\n{ESSAY}\n\nAfter it.")
    assert passage() == (WORDS, 11, 2, "exact")
    assert Objection.objects.get().passage_prefix == "Before it. "
    assert letters(page_of(essay)) == [("passage-a", "Twenty drawn ")]


@pytest.mark.parametrize("body", ["Thirty drawn at random speak for all.", f"{ESSAY}\n\n{ESSAY}"])
def test_words_that_are_gone_or_stand_twice_are_lost_and_stay_shown(essay, raised, body):
    revise(essay, body)
    assert passage() == (WORDS, 0, 1, "lost")
    assert letters(page_of(essay)) == []
    page = text_of(objection_page(essay))
    assert WORDS in page and "gone since revision 2" in page
    assert WORDS in text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    revise(essay, ESSAY)
    assert passage() == (WORDS, 0, 1, "lost"), "nobody has said so"


def test_the_old_words_are_taken_again_with_one_click(people, essay, raised):
    revise(essay, "Nothing of it is left.")
    offer = "stand in the essay again"
    assert offer not in text_of(objection_page(essay, people["alice"]))
    revise(essay, f"New. {ESSAY}")
    page = objection_page(essay, people["alice"])
    assert offer in text_of(page)
    assert f'<input type="hidden" name="words" value="{WORDS}">' in page.content.decode()
    assert offer not in text_of(objection_page(essay, people["carol"]))
    assert say_where(essay, people["alice"], words=WORDS).status_code == 302
    assert passage() == (WORDS, 5, 3, "exact")


def test_who_may_say_where_it_is(people, essay, raised):
    alice, bob, carol, mina = (people[name] for name in ("alice", "bob", "carol", "mina"))
    other = "So I use them, and nobody minds it"
    question = "The words as they stand in the essay now"
    for viewer, may in ((None, False), (carol, False), (alice, False), (bob, True), (mina, True)):
        assert (question in text_of(objection_page(essay, viewer))) is may
        if viewer:
            assert say_where(essay, viewer, words=other).status_code == (302 if may else 403)
    revise(essay, "So I use them, and nobody minds it. All else is new.")
    revise(essay, "Everything is new now, and so is this.")
    assert passage()[3] == "lost"
    assert question in text_of(objection_page(essay, alice))
    assert say_where(essay, carol, words="Everything is new").status_code == 403
    assert say_where(essay, alice, words="“Everything … so is this”").status_code == 302
    assert passage() == ("Everything is new now, and so is this", 0, 3, "exact")
    assert say_where(essay, alice, none="1").status_code == 403, "it is not lost any more"


def test_a_raiser_adds_a_passage_and_takes_it_off(people, essay):
    bob, others = people["bob"], letters(page_of(essay))
    place(bob, answer(bob, essay, "No."), to_reply="new")
    assert passage(2) == ("", None, None, "")
    assert "Say which passage it is about" in text_of(objection_page(essay, bob, 2))
    assert say_where(essay, bob, 2, words="'So I use them'").status_code == 302
    assert passage(2) == ("So I use them", 52, 1, "exact")
    assert letters(page_of(essay)) != others
    assert say_where(essay, people["alice"], 2, none="1").status_code == 403
    assert say_where(essay, bob, 2, none="1").status_code == 302
    assert passage(2) == ("", None, None, "")
    assert letters(page_of(essay)) == others


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Thirty drawn & random", "don’t stand in the essay as it is now"),
        ("s", "stand in the essay more than once"),
        (" \n", "Copy the words from the essay"),
        ("", "Copy the words from the essay"),
    ],
)
def test_words_that_say_nothing_are_refused_and_kept(people, essay, raised, words, why):
    before = passage()
    refused = say_where(essay, people["bob"], words=words)
    assert refused.status_code == 422
    assert why in text_of(refused)
    kept = re.search(r'<textarea[^>]*name="words"[^>]*>([^<]*)<', refused.content.decode())
    assert kept and kept[1] == words.replace("&", "&amp;")
    assert passage() == before


def test_a_locked_or_decided_objection_keeps_its_passage(people, essay, raised):
    bob, mina = people["bob"], people["mina"]
    browser_of(mina).post(f"/posts/{essay.pk}/lock/", {"reason": "Enough"})
    assert say_where(essay, bob, words="So I use them").status_code == 422
    assert say_where(essay, mina, words="So I use them").status_code == 302
    browser_of(mina).post(f"/posts/{essay.pk}/objections/1/strike/", {"reason": "Rude"})
    assert say_where(essay, mina, words=WORDS).status_code == 422
    assert passage()[0] == "So I use them"


def test_who_cannot_read_the_claim_cannot_place_it(people, essay, raised):
    revise(essay, "All of it is new, every word.")
    browser_of(people["mina"]).post(f"/replies/{raised.pk}/hide/", {"reason": "About a person"})
    alice = people["alice"]
    assert "as they stand in the essay now" not in text_of(objection_page(essay, alice))
    assert say_where(essay, alice, words="All of it is new").status_code == 403


def test_a_get_says_nothing(people, essay, raised):
    url = f"/posts/{essay.pk}/objections/1/passage/"
    assert browser_of(people["bob"]).get(url).status_code == 405
    assert browser_of(None).post(url, {"words": WORDS}).status_code == 302
    assert passage()[1] == 0
    call_command("check_critiques")
