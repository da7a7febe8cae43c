"""The points step: what it presets, offers, refuses and says."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from critiques.check import findings_of
from critiques.facts import refresh
from critiques.models import Objection, Round, Tag
from tests.cast import (
    answer,
    browser_of,
    form_fields,
    moderator,
    person,
    place,
    publish,
    text_of,
)
from tests.forms import forms_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob's objections a, b and c to Alice's essay."""
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    post = publish(alice, "Twenty checks", "Twenty checks are enough for any summary.")
    place(bob, answer(bob, post, "a) Too few checks.\nb) People tire.\nc) Lists leave things out."))
    return {"alice": alice, "bob": bob, "carol": carol, "essay": post}


alice, bob, carol, essay = parts("alice bob carol essay")


def step(viewer, reply):
    return browser_of(viewer).get(f"/replies/{reply.pk}/points/")


def test_beneath_the_authors_lettered_answer_the_same_letter_is_about_the_same_objection(
    essay, alice, carol
):
    own = answer(alice, essay, "a) They rest between.\nb) I count again.")
    place(alice, own, to_a="answer-2", to_b="answer-1")
    reply = answer(carol, essay, "a) No rest helps.\nb) Counting neither.\nc) Besides.", own)
    page = step(carol, reply)
    fields = form_fields(page, "points")
    assert [fields[f"to-{label}"] for label in "abc"] == ["discuss-2", "discuss-1", "none"]
    assert "Shares b: People tire" in text_of(page)
    place(carol, reply)
    assert list(
        Tag.objects.filter(reply=reply).order_by("point").values_list("objection__number", "act")
    ) == [(2, "discuss"), (1, "discuss")]


def test_whoever_shares_it_already_sends_the_step_unchanged_too(essay, alice, bob, carol):
    own = answer(alice, essay, "a) They rest between.\nb) I count again.")
    place(alice, own, to_a="answer-2", to_b="answer-1")
    browser_of(carol).post(f"/posts/{essay.pk}/objections/1/share/")
    facts = Objection.objects.order_by("number").values_list("status", "holder_count")
    before = list(facts)
    for critic in (bob, carol):
        reply = answer(critic, essay, "a) Resting does not help.\nb) Nor does counting.", own)
        place(critic, reply)
        tags = Tag.objects.filter(reply=reply).order_by("point")
        assert list(tags.values_list("objection__number", "act")) == [
            (2, "discuss"),
            (1, "discuss"),
        ]
    assert list(facts) == before


@pytest.mark.parametrize("empty", [".", "\u00a0.", "![](/picture.png)", "…", "> .", "\u200b"])
def test_points_with_hardly_a_word_are_sent_unchanged(essay, carol, empty):
    """Twice: as the form says, and with nothing at all."""
    for changes in ({}, None):
        reply = answer(carol, essay, f"a) {empty}\nb) Two of them.\nc) {empty} {empty}")
        if changes is None:
            sent = browser_of(carol).post(f"/replies/{reply.pk}/points/", {})
            assert sent.status_code == 302, text_of(sent)
        else:
            place(carol, reply)
        assert Tag.objects.filter(reply=reply, point="b").exists()


def test_each_point_offers_a_few_places_and_objections_by_their_claims(essay, carol):
    reply = answer(carol, essay, "a) Something new.")
    page = step(carol, reply).content.decode()
    assert page.count('type="radio"') == 0
    groups = re.findall(r'<optgroup label="([^"]*)">', page)
    assert groups == ["About …", "Shares …", "Answers …"]
    assert "Shares b: People tire" in page


def test_a_claim_that_repeats_another_says_so(essay, carol):
    reply = answer(carol, essay, "a) People tire of it.\nb) The moon is made of cheese.")
    page = text_of(step(carol, reply))
    assert page.count("Like objection b People tire") == 1
    assert "Like objection a" not in page


def test_a_claim_whose_it_nobody_knows_comes_with_the_words_before_it(essay, carol):
    text = "On the counting:\n\na) It takes an hour.\nb) I like it, but it is too harsh."
    fields = form_fields(step(carol, answer(carol, essay, text)), "points")
    assert fields["claim-a"] == "On the counting: It takes an hour"
    assert fields["claim-b"] == "I like it, but it is too harsh"


def test_the_authors_collapsed_line_names_the_claim(essay, alice):
    raised = essay.replies.get()
    reply = answer(alice, essay, "a) Enough.\nb) They rest.\nc) They need not.", raised)
    page = step(alice, reply).content.decode().rpartition('<details class="point-line"')[2]
    line = re.search(r'<span class="points__to">(.*?)</span>\s*</summary>', page)[1]
    assert re.sub(r"<[^>]*>", "", line) == "→ goes to: Answers c: Lists leave things out"


def refusal(viewer, reply, **changes):
    """The page after the step was sent with these changes and refused."""
    data = form_fields(step(viewer, reply), "points")
    data |= {name.replace("_", "-"): value for name, value in changes.items()}
    response = browser_of(viewer).post(f"/replies/{reply.pk}/points/", data)
    assert response.status_code == 422
    assert not Tag.objects.filter(reply=reply).exists()
    return response.content.decode()


def opened(page: str) -> list[str]:
    """The labels of the points that stand open."""
    lines = page.split('<details class="point-line"')[1:]
    return [
        re.search(r'"points__local">(\w*)', line)[1] for line in lines if line.startswith(" open")
    ]


def wrong(page: str) -> list[tuple[str, str]]:
    """The fields that are marked, with what is said beside each."""
    fields = re.findall(r'<[^>]* id="([^"]*)"[^>]* aria-invalid="true"[^>]*>', page)
    said = [re.search(rf'id="error-{f.split("-")[1]}">([^<]*)', page)[1] for f in fields]
    return list(zip(fields, said, strict=True))


def test_a_refused_claim_is_marked_and_linked(essay, carol):
    reply = answer(carol, essay, "a) One thing.\nb) Another.")
    page = refusal(carol, reply, claim_a="Typed otherwise", claim_b="x" * 201)
    [(field, said)] = wrong(page)
    assert field == "claim-b"
    assert "201" in said
    assert opened(page) == ["b"]
    assert re.search(r'role="alert"><p><a href="#claim-b">Point b: [^<]*201', page)
    assert "Typed otherwise" in page, "nothing typed is lost"
    assert wrong(refusal(carol, reply, claim_a=" ")) == [("claim-a", "Say it in one sentence.")]


def test_a_place_that_is_not_there_is_marked(essay, carol):
    reply = answer(carol, essay, "a) One thing.\nb) Another.")
    [(field, said)] = wrong(refusal(carol, reply, to_b="99"))
    assert (field, said) == ("to-b", "That objection is not one of this essay’s; choose another.")


def test_an_author_who_says_too_much_in_the_line_keeps_it_all(essay, alice):
    reply = answer(alice, essay, "a) On [b]: yes.\nb) On [c]: no.")
    long = {"to_a": "concede-2", "text_a": "yes " * 101}
    page = refusal(alice, reply, **long, to_b="decline-3", text_b="Typed already")
    [(field, said)] = wrong(page)
    assert field == "text-a"
    assert said.startswith("Keep your sentence to 300 characters")
    assert f'value="{"yes " * 101}"' in page
    assert opened(page) == ["a"]
    assert 'value="concede-2" selected' in page
    assert 'value="Typed already"' in page


def test_a_reply_without_points_is_refused_without_a_letter(essay, carol):
    reply = answer(carol, essay, "I wonder.")
    page = refusal(carol, reply, to_reply="new", claim_reply="")
    assert wrong(page) == [("claim-reply", "Say it in one sentence.")]
    assert '<a href="#claim-reply">Say it in one sentence.</a>' in page


def test_the_hint_after_posting_knows_what_the_text_mentions(essay, carol):
    reply = answer(carol, essay, "I think objection b and [a] are one.")
    page = browser_of(carol).get(f"{essay.get_absolute_url()}?posted={reply.pk}")
    hint = re.search(r'<form class="hint".*?</form>', page.content.decode(), re.S)[0]
    assert re.findall(r'name="to-reply" value="([^"]*)"', hint) == [
        "new",
        "1",
        "2",
        "question",
        "none",
        "favour",
    ]


def test_an_objection_after_posting_says_what_its_writer_saw_and_may_change(essay, carol):
    body = "> Twenty checks are enough for any summary.\n\nSays who, Prof. Smith? He never counted."
    for changes, claim in (
        ({}, "Says who, Prof. Smith?"),
        ({"claim-reply": "Nobody has counted."}, "Nobody has counted."),
    ):
        reply = answer(carol, essay, body)
        page = browser_of(carol).get(f"{essay.get_absolute_url()}?posted={reply.pk}")
        hint = next(f for f in forms_of(page.content.decode()) if "claim-reply" in f.fields)
        assert "It is about “Twenty checks are enough for any summary”" in text_of(page)
        browser_of(carol).post(
            f"/replies/{reply.pk}/points/", hint.fields | {"to-reply": "new"} | changes
        )
        objection = Objection.objects.get(raised_in=reply)
        assert objection.claim == claim
        assert objection.passage.rstrip(".") == "Twenty checks are enough for any summary"


def said_after(viewer, reply, **changes) -> str:
    """What the step says once it was sent; each objection is linked."""
    data = form_fields(step(viewer, reply), "points")
    data |= {name.replace("_", "-"): value for name, value in changes.items()}
    page = browser_of(viewer).post(f"/replies/{reply.pk}/points/", data, follow=True)
    flash = re.search(r'<div class="flash".*?</div>', page.content.decode(), re.S)[0]
    objections = Objection.objects.filter(post=reply.post)
    for number, words in re.findall(r'/objections/(\d+)/">([^<]*)', flash):
        assert words.split()[-1] == objections.get(number=number).address
    return " ".join(re.sub(r"<[^>]*>", "", flash).split())


def test_critics_are_told_where_their_points_went(essay, carol):
    assert said_after(carol, answer(carol, essay, "a) Something new.")) == "Your point is d."
    reply = answer(carol, essay, "a) People tire.\nb) No: they rest.\nc) Why?")
    told = said_after(carol, reply, to_a="2", to_b="answer-3", to_c="question")
    assert told == "Your points are b and #5. You answered c."
    told = said_after(carol, answer(carol, essay, "Also this."), to_reply="new")
    assert told == "Your reply is objection e."
    told = said_after(carol, answer(carol, essay, "a) Fine."), to_a="none")
    assert told == "Left as plain text."


def test_authors_are_told_what_they_answered(essay, alice):
    raised = essay.replies.get()
    reply = answer(alice, essay, "a) No.\nb) On [c]: no.\nc) And again [b].")
    assert said_after(alice, reply) == "Left as plain text."
    reply = answer(alice, essay, "a) No.\nb) No.\nc) And again [b].", raised)
    assert said_after(alice, reply, to_a="none") == "You answered b and c."
    reply = answer(alice, essay, "a) On [b]: no.\nb) On [c]: hm.\nc) As to [a], yes.")
    told = said_after(
        alice,
        reply,
        to_a="answer-2",
        to_b="part-3",
        text_b="The first half.",
        to_c="decline-1",
        text_c="No time.",
    )
    assert told == "You answered b, agreed in part with c and won’t pursue a."


def test_the_reason_of_a_refusal_stands_apart_from_the_name(essay, alice):
    reply = answer(alice, essay, "a) On [b]: no.")
    place(alice, reply, to_a="decline-2", text_a="outside this essay")
    summary = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert re.search("Author won’t pursue “outside this essay”; Alice, ", summary)


def test_nothing_asks_to_be_sent_once_every_point_has_its_place(essay, carol):
    reply = answer(carol, essay, "a) Something new.")
    place(carol, reply)
    page = step(carol, reply)
    assert set(form_fields(page, "points")) <= {"csrfmiddlewaretoken"}
    assert 'type="submit"' not in page.content.decode()
    assert "Every point has its place." in text_of(page)
    assert re.search(r"a → Raises .*d Something new", text_of(page))


def test_holding_again_may_open_the_next_round(essay, alice, bob, carol):
    """The sixth objection has no letter; with two who hold it again it gets one."""
    dave = person("dave")
    place(carol, answer(carol, essay, "a) Four.\nb) Five.\nc) Six."))
    sixth = Objection.objects.get(post=essay, number=6)
    answer(alice, essay, "No.", **{"objection-6": "answer"})
    url = f"/posts/{essay.pk}/objections/6/"
    browser_of(carol).post(f"{url}satisfied/")
    Round.objects.create(post=essay, number=2, cause="automatic")
    browser_of(dave).post(f"{url}share/")
    sixth.refresh_from_db()
    assert sixth.letter is None, "one round a day"
    Round.objects.filter(number=2).update(opened_at=timezone.now() - timedelta(days=2))
    browser_of(carol).post(f"{url}stands/")
    sixth.refresh_from_db()
    assert (sixth.round, sixth.letter) == (3, "a")


def test_putting_an_objection_back_may_open_the_next_round(essay, carol):
    """The sixth was shared by two when a moderator struck it, and a round had opened that day."""
    place(carol, answer(carol, essay, "a) Four.\nb) Five.\nc) Six."))
    Round.objects.create(post=essay, number=2, cause="automatic")
    url = f"/posts/{essay.pk}/objections/6/"
    browser_of(person("dave")).post(f"{url}share/")
    mina = browser_of(moderator())
    assert mina.post(f"{url}strike/", {"reason": "Spam"}).status_code == 302
    Round.objects.filter(number=2).update(opened_at=timezone.now() - timedelta(days=2))
    assert mina.post(f"{url}unstrike/", {"reason": "It is none"}).status_code == 302
    sixth = Objection.objects.get(post=essay, number=6)
    assert (sixth.status, sixth.round, sixth.letter) == ("open", 3, "a")


def test_a_cycle_of_merges_ends(essay):
    """No action makes one; a damaged database may have it, and is still to be read."""
    one, two = Objection.objects.filter(post=essay, number__lt=3)
    Objection.objects.filter(pk=one.pk).update(merged_into=two)
    Objection.objects.filter(pk=two.pk).update(merged_into=one)
    one.refresh_from_db()
    refresh(essay, one)
    assert one.status == "merged"
    told = [finding.what for finding in findings_of(essay)]
    assert sum("is merged into itself" in what for what in told) == 2
