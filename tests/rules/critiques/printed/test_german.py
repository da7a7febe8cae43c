"""German has a gender for each kind, and a verb for each number of people: so it is said."""

import pytest
from django.utils import timezone, translation
from django.utils.html import strip_tags

from accounts.models import User
from critiques.actions.curation import strike, unstrike
from critiques.actions.holders.shares import say, share
from critiques.actions.positions import take_position
from critiques.terms import says, shown_status
from critiques.words import Act, Event, Kind, Stance, Status
from forum.models import Post
from tests.cast import browser_of, moderator, person
from tests.worlds import whole_critique
from threads.revisions import OlderRevision, told_of
from web.dates import day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("german")]
E, OPEN, QUESTION = 5, 6, 7
SINCE = "critique/?since=2026-01-03"


@pytest.fixture
def essay() -> Post:
    person("erin")
    return whole_critique.essay()


def page(essay: Post, address: str, who: str = "") -> str:
    """Return the words of a page of the critique, as somebody reads it."""
    client = browser_of(User.objects.get(username=who) if who else None)
    html = client.get(f"/posts/{essay.pk}/{address}").content.decode()
    return " ".join(strip_tags(html.partition("<main")[2]).split())


def test_news_have_the_verb_of_who_did_it(essay: Post) -> None:
    one, other = (User.objects.get(username=name) for name in ("carol", "erin"))
    share(user=one, post_id=essay.pk, number=E)
    assert "Carol hat gesagt, dass Einwand e weiter besteht" in page(essay, SINCE)
    assert "du hast gesagt, dass Einwand e weiter besteht" in page(essay, SINCE, "carol")
    share(user=other, post_id=essay.pk, number=E)
    assert "Carol und Erin haben gesagt, dass Einwand e weiter besteht" in page(essay, SINCE)
    said = page(essay, SINCE, "erin")
    assert "Carol und du habt gesagt, dass Einwand e weiter besteht" in said


def test_more_that_happened_is_no_more_of_what_was_told_last(essay: Post) -> None:
    said = page(essay, "critique/?since=2026-01-01")
    assert "erwidert; dazu 3 weitere Neuigkeiten." in said


@pytest.mark.parametrize(
    ("chosen", "typed", "told"),
    [
        ("outside this essay", "", "außerhalb dieses Essays"),
        ("", "outside this essay", "outside this essay"),
        ("already covered", "outside this essay", "schon behandelt: outside this essay"),
    ],
)
def test_a_reason_that_was_chosen_is_translated_and_what_was_typed_is_not(
    essay: Post, chosen: str, typed: str, told: str
) -> None:
    alice = User.objects.get(username="alice")
    said = {"stance": Stance.DECLINED, "reason": chosen, "text": typed}
    take_position(author=alice, post_id=essay.pk, number=OPEN, **said)
    assert f"verfolgt das nicht weiter „{told}“; Alice, " in page(essay, f"objections/{OPEN}/")
    with translation.override("en-gb"):
        english = ": ".join(filter(None, (chosen, typed)))
        assert f"won’t pursue “{english}”; Alice, " in page(essay, f"objections/{OPEN}/")


@pytest.mark.parametrize(
    ("number", "button", "shares", "takes_back", "took_back", "removed"),
    [
        (
            E,
            "Das beantwortet ihn",
            "teilt ihn",
            "nimmt ihn zurück",
            "hat ihn zurückgenommen",
            "hat ihn entfernt",
        ),
        (
            QUESTION,
            "Das beantwortet sie",
            "stellt sie auch",
            "nimmt sie zurück",
            "hat sie zurückgenommen",
            "hat sie entfernt",
        ),
    ],
)
def test_each_kind_has_its_pronoun(
    essay: Post,
    number: int,
    button: str,
    shares: str,
    takes_back: str,
    took_back: str,
    removed: str,
) -> None:
    erin, mina = User.objects.get(username="erin"), moderator("mina")
    where = {"post_id": essay.pk, "number": number}
    url = f"objections/{number}/"
    share(user=erin, **where)
    assert f"Erin {shares}" in page(essay, url)
    assert button in page(essay, url, "erin")
    say(user=erin, event=Event.WITHDRAW, **where)
    said = page(essay, url)
    assert f"Erin {takes_back}" in said
    assert f"{took_back[:7]} am {day(timezone.now())} zurückgenommen" in said
    strike(moderator=mina, reason="Noise", **where)
    assert f"Die Moderation {removed}: Noise" in page(essay, url)
    unstrike(moderator=mina, reason="Wrong", **where)
    assert f"Die Moderation {removed[:7]} wiederhergestellt: Wrong" in page(essay, url)


def test_satisfied_is_not_said_to_be_so_by_an_answer_where_the_author_gave_none(
    essay: Post,
) -> None:
    """The author only agreed, so there is nothing of theirs that answers the objection."""
    alice, dave = (User.objects.get(username=name) for name in ("alice", "dave"))
    where = {"post_id": essay.pk, "number": E}
    take_position(author=alice, stance=Stance.CONCEDED, **where)
    say(user=dave, event=Event.SATISFIED, **where)
    said = page(essay, f"objections/{E}/")
    assert "Dave ist zufrieden: Das beantwortet den Einwand" in said
    profile = browser_of(None).get("/u/dave/").content.decode()
    assert "Hat ihn erhoben, ist zufrieden; zu" in profile
    assert says(Event.SATISFIED, Kind.OBJECTION) == "ist zufrieden bei"


def test_replies_are_said_to_be_of_a_revision_and_not_to_be_older_than_it() -> None:
    one, two = (OlderRevision(n, f"{n}. Mai", f"/{n}/") for n in (1, 2))
    assert (
        strip_tags(told_of([one]))
        == "Was vor dem 1. Mai geschrieben wurde, gilt Fassung 1 des Essays."
    )
    assert strip_tags(told_of([one, two])) == (
        "Was vor dem 1. Mai geschrieben wurde, gilt Fassung 1"
        " und was vor dem 2. Mai geschrieben wurde, Fassung 2 des Essays."
    )


def test_a_question_is_asked_and_becomes_part_of_another_of_its_gender() -> None:
    assert says(Act.RAISE, Kind.QUESTION) == "stellt"
    assert says(Act.RAISE, Kind.OBJECTION) == "erhebt"
    assert shown_status(Kind.QUESTION, Status.MERGED)[1] == "Jetzt Teil einer anderen"
    assert shown_status(Kind.OBJECTION, Status.MERGED)[1] == "Jetzt Teil eines anderen"
