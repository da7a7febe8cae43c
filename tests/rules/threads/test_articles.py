"""Replies and chips are printed by functions as their templates would print them."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from critiques.record.cards import ObjectionCard
from tests.databases import ROOT
from tests.worlds.cards import card
from threads.composer import Composer
from threads.news.arrivals import NewMarks
from threads.replies.articles import listed
from threads.replies.chips import Chip
from threads.replies.moved import Pointer
from threads.replies.replycard import ReplyCard
from threads.replies.replyfooter import Suggestion
from threads.replies.texts import printed

REFERENCE = Engine(
    dirs=[Path(__file__).parent / "reference", ROOT / "templates"],
    builtins=["django.templatetags.static"],
    libraries={"i18n": "django.templatetags.i18n"},
)
WORDS = st.sampled_from(["", "Bob", "<b>&\"'</b>", "5 > 4", "’“”", "{{ x }}{% y %}"])
NAMES = WORDS.filter(bool)
HTML = st.sampled_from([SafeString(), SafeString("<p>Some <em>words</em> &amp; more.</p>")])
CHOICE = st.booleans()


def reference(name: str, **context: Any) -> str:
    return REFERENCE.get_template(name).render(Context(context))


@st.composite
def objections(draw: Any) -> ObjectionCard:
    return card(
        7,
        number=3,
        kind=draw(st.sampled_from(["objection", "question"])),
        letter=draw(st.sampled_from(["", "b"])),
        round=draw(st.sampled_from([1, 2])),
        address=draw(st.sampled_from(["b", "2b", "#3"])),
        own_claim=draw(NAMES),
        status="merged",
        merged_into=draw(NAMES),
        url="/posts/1/objections/3/",
        holder_count=2,
        unresolved=draw(CHOICE),
    )


def pointers() -> st.SearchStrategy[Pointer]:
    return st.builds(
        Pointer, pk=st.just(9), told=st.just(SafeString("Made an essay: <bdi>One</bdi>"))
    )


def cards() -> st.SearchStrategy[Any]:
    text = {
        "pk": st.just("12"),
        "parent": st.sampled_from(["", "11"]),
        "depth": st.just("2"),
        "level": st.just("3"),
        "state": st.sampled_from(["visible", "hidden", "withdrawn", "pending"]),
        "gone": WORDS,
        "note": WORDS,
        "name": NAMES,
        "url": st.sampled_from(["", "/u/bob/"]),
        "to": WORDS,
        "to_url": st.just("#reply-11"),
        "when": st.just("3 May"),
        "iso": st.just("2026-05-03T09:00Z"),
        "edited": st.sampled_from(["", "edited 4 May"]),
        "html": HTML,
        "acts": HTML,
        "share": st.none() | objections(),
        "made": st.none() | pointers(),
        "moved": st.lists(pointers(), max_size=2),
        "branch": NAMES,
        "behind": st.none(),
        "votes": st.sampled_from([0, 1, 12]),
        "closing": st.sampled_from([SafeString(), SafeString("</ol></details></li>")]),
        "rest": st.sampled_from(["", "/replies/12/?after=120&x=1"]),
        "hint_same": st.lists(objections(), max_size=2),
        "hint_offer": st.builds(Suggestion, WORDS, WORDS),
    }
    flags = [name for name, kind in ReplyCard.__annotations__.items() if kind is bool]
    return st.fixed_dictionaries(text | dict.fromkeys(flags, CHOICE)).filter(
        lambda card: card["share"] or not card["held"]
    )


class Sees:
    """What of the composer the replies ask."""

    def __init__(
        self,
        signed_in: bool,
        open: bool,  # noqa: A002 (as the composer has it)
        locked: bool,
        writes: bool,
        reports: bool,
        thanks: bool = True,
    ):
        self.may_thank = thanks
        self.signed_in, self.open, self.locked = signed_in, open, locked
        self.may_write = self.may_vote = writes
        self.may_report = reports

    def votes(self, voted: bool) -> bool:
        """Whether they may vote."""
        return self.may_vote or (voted and self.may_write)


def marks() -> st.SearchStrategy[NewMarks]:
    new = st.sampled_from([(), ("12",), ("12", "13"), ("11", "13")])
    return st.builds(NewMarks, new, st.sampled_from([{}, {"12": 3}, {"11": 1}]))


@settings(max_examples=300)
@given(cards(), st.builds(Sees, *[CHOICE] * 6), marks())
def test_a_reply_is_printed_as_by_its_template(
    card: ReplyCard, composer: Any, new: NewMarks
) -> None:
    # Where some are counted beneath a reply, there is a fold, or what leads on.
    if "12" in new.beneath and not (card["more"] or card["rest"]):
        card |= {"opens": True}
    said = {"post": 1, "composer": composer, "csrf_token": "token"}
    marked = {"new": card["pk"] in new.new, "next": "13" if "13" in new.new else ""}
    expected = {"replies": [card | marked | {"beneath": new.beneath.get("12")}] * 2}
    assert listed([card, card], **said, new=new) == reference("replies.html", **expected, **said)


@settings(max_examples=200)
@given(
    st.builds(
        Chip,
        local=st.sampled_from(["", "a"]),
        verb=st.sampled_from(["", "shares", "won’t pursue"]),
        o=st.none() | objections(),
        with_status=CHOICE,
        own=CHOICE,
        changed=CHOICE,
        lost=CHOICE,
        old_url=st.sampled_from(["", "/replies/12/revisions/?from=1"]),
    )
)
def test_a_chip_is_printed_as_by_its_template(chip: Chip) -> None:
    assert printed([chip, chip]) == 2 * reference("chip.html", chip=chip)


@pytest.mark.parametrize(("signed_in", "open_"), [*product((True, False), repeat=2)])
def test_an_empty_list_too(signed_in: bool, open_: bool) -> None:
    composer: Composer | Any = Sees(signed_in, open_, False, True, True)
    said = {"post": 1, "composer": composer, "csrf_token": ""}
    assert listed([], **said, new=NewMarks((), {})) == reference("replies.html", replies=[], **said)
