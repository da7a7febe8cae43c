"""Objections become one by consent of whoever raised them, and may part again."""

import pytest

from critiques.models import Objection, Proposal, Similar
from moderation.models import LogEntry
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob's objection a and Carol's b to Alice's essay."""
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    essay = publish(alice, "Twenty checks", "Twenty checks are enough for any summary.")
    place(bob, answer(bob, essay, "a) Too few checks."))
    place(carol, answer(carol, essay, "a) There are not enough checks."))
    return {"alice": alice, "bob": bob, "carol": carol, "two": essay}


alice, bob, carol, two = parts("alice bob carol two")


def click(user, post, what: str, number: int = 2, **data: str) -> int:
    url = f"/posts/{post.pk}/objections/{number}/{what}/"
    return browser_of(user).post(url, data).status_code


def page(viewer, post, number: int = 2) -> str:
    return text_of(browser_of(viewer).get(f"/posts/{post.pk}/objections/{number}/"))


def statuses(post) -> list[str]:
    rows = Objection.objects.filter(post=post).order_by("number")
    return list(rows.values_list("status", flat=True))


def holders(post, number: int) -> int:
    return Objection.objects.get(post=post, number=number).holder_count


def test_the_raiser_merges_their_own_at_once_and_separates_it(two, carol):
    assert click(carol, two, "merge", into="1") == 302
    assert statuses(two) == ["open", "merged"]
    assert holders(two, 1) == 2
    assert "Carol, who raised it, made it part of a" in page(None, two)
    assert not LogEntry.objects.exists(), "no moderator did it"
    assert click(carol, two, "unmerge") == 302
    assert statuses(two) == ["open", "open"]
    assert [holders(two, n) for n in (1, 2)] == [1, 1]


def test_anybody_else_proposes_and_the_raiser_decides(two, bob, carol, alice):
    dave = person("dave")
    assert click(dave, two, "merge", into="1") == 302
    assert click(alice, two, "merge", into="1") == 302
    proposal = Proposal.objects.get()
    assert statuses(two) == ["open", "open"]
    assert "Dave proposes" in page(carol, two)
    where = f"proposals/{proposal.pk}"
    for other in (bob, dave, alice):
        assert click(other, two, f"{where}/accept") == 403
    assert click(carol, two, f"{where}/accept") == 302
    assert statuses(two) == ["open", "merged"]
    assert click(dave, two, "unmerge") == 403
    assert click(carol, two, "unmerge") == 302


def test_a_refused_merge_may_be_proposed_again(two, bob, carol):
    click(bob, two, "merge", into="1")
    assert click(carol, two, f"proposals/{Proposal.objects.get().pk}/refuse") == 302
    assert click(bob, two, "merge", into="1") == 302
    assert [p.outcome for p in Proposal.objects.order_by("pk")] == ["refused", ""]
    assert statuses(two) == ["open", "open"]


def test_what_a_moderator_merged_its_raiser_cannot_part(two, carol):
    mina = moderator()
    assert click(mina, two, "merge", into="1", reason="the same") == 302
    assert click(carol, two, "unmerge") == 403
    assert "A moderator made it part of a" in page(None, two)
    assert click(mina, two, "unmerge", reason="not the same") == 302


def test_no_cycles_nor_strangers(two, bob, carol, alice):
    other = publish(alice, "Another", "Another essay.")
    place(bob, answer(bob, other, "a) Elsewhere.\nb) More.\nc) Still more."))
    assert click(carol, two, "merge", into="2") == 422
    assert click(carol, two, "merge", into="3") == 422
    assert click(carol, two, "merge", into="") == 422
    assert click(carol, two, "merge", into="1") == 302
    assert click(bob, two, "merge", number=1, into="2") == 409


def test_a_merge_that_became_impossible_is_refused(two, bob, carol):
    click(bob, two, "merge", into="1")
    mina = moderator()
    assert click(mina, two, "strike", number=1, reason="spam") == 302
    assert click(carol, two, f"proposals/{Proposal.objects.get().pk}/accept") == 409
    assert Proposal.objects.get().outcome == ""


def test_chains_count_at_the_end(two, bob, carol):
    dave = person("dave")
    place(dave, answer(dave, two, "a) Checks are few."))
    assert click(dave, two, "merge", number=3, into="2") == 302
    assert click(carol, two, "merge", number=2, into="1") == 302
    assert [holders(two, n) for n in (1, 2, 3)] == [3, 2, 1]
    assert statuses(two) == ["open", "merged", "merged"]


def test_similar_links_are_free_and_go_both_ways(two, bob, alice):
    dave = person("dave")
    assert click(dave, two, "similar", other="1") == 302
    assert click(dave, two, "similar", number=1, other="2") == 302
    assert Similar.objects.count() == 1
    assert "Similar objection a Too few checks" in page(None, two)
    assert "Similar objection b There are not enough checks" in page(None, two, 1)
    assert click(alice, two, "similar", number=1, other="2", remove="1") == 302
    assert not Similar.objects.exists()
    for wrong in ("2", "7", "", "x"):
        assert click(dave, two, "similar", other=wrong) == 422
