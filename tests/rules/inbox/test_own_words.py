"""The law of what is read from a mail, for any mail: nobody’s words become the writer’s."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox.prose.attributions import attribution_at, block_at, is_sent_from
from inbox.prose.own_words import own_words
from inbox.prose.quotations import ENOUGH, is_quoted, letters
from inbox.prose.wrapping import unwrapped
from tests.examples import examples
from tests.rules.inbox.letters import ANSWERED

OURS = {"forum@forum.example", "reply@forum.example"}
SENTENCES = [line for line in ANSWERED.replace(". ", ".\n").split("\n") if line]
# What mails are made of, in any order.
PIECES = st.sampled_from(
    [
        *SENTENCES,
        *(f"> {line}" for line in SENTENCES),
        *(f">> {line}" for line in SENTENCES),
        *(f"  {line.upper()}  " for line in SENTENCES),
        "",
        ">",
        "-- ",
        "--",
        "They were asked.",
        "a) All nine of them.",
        "- a list",
        "> something of another’s",
        "On Tue, Dec 1, 2026 at 10:02 AM Alice <forum@forum.example> wrote:",
        "Am 01.12.26 um 10:02 schrieb Alice:",
        "Alice <",
        "forum@forum.example>:",
        "From: Alice <forum@forum.example>",
        "Sent: Tuesday",
        "________________________________",
        "-----Original Message-----",
        "Sent from my iPhone",
        "<div>",
        "\u202b:\u202c",
    ]
)


@given(st.lists(PIECES | st.text(max_size=60), max_size=25), st.booleans(), st.booleans())
@settings(max_examples=examples(150, 3000), deadline=None)
def test_whatever_a_mail_is_made_of(pieces: list[str], flowed: bool, joined: bool) -> None:
    text = unwrapped("\n".join(pieces), flowed=flowed, joined=joined)
    said = own_words(text, answered=ANSWERED, ours=OURS)
    lines = said.split("\n")
    record = letters(ANSWERED)
    own = [letters(line) for line in lines if not is_quoted(line)]
    assert not any(len(each) >= ENOUGH and each in record for each in own)
    assert not said or any(line.strip() and not is_quoted(line) for line in lines)
    assert not lines[-1].startswith(">")


HEADS = {
    "On Tue, Dec 1, 2026 at 10:02 AM Alice <a@b.example> wrote:": 1,
    "On Tue, Dec 1, 2026 at 10:02 AM Alice <\nforum@forum.example> wrote:": 2,
    "Am Di., 1. Dez. 2026 um 10:02 Uhr schrieb Alice <\nforum@forum.example>:": 2,
    "Le mar. 1 déc. 2026 à 10:02, Alice <forum@forum.example> a écrit :": 1,
    "El mar, 1 dic 2026 a las 10:02, Alice (<forum@forum.example>) escribió:": 1,
    "Il giorno mar 1 dic 2026 alle ore 10:02 Alice <forum@forum.example> ha scritto:": 1,
    "W dniu wt., 1.12.2026 o 10:02 Alice <forum@forum.example> napisał(a):": 1,
    "Alice <forum@forum.example> 于2026年12月1日周二 10:02写道：": 1,
    "2026년 12월 1일 (화) 오전 10:02, Alice <forum@forum.example>님이 작성:": 1,
    "Στις Τρί 1 Δεκ 2026 στις 10:02, ο/η Alice <forum@forum.example> έγραψε:": 1,
    "Op di 1 dec 2026 om 10:02 schreef Alice <forum@forum.example>:": 1,
    # What people write.
    "They were asked:": 0,
    "On the first question Alice wrote that nobody was asked:": 0,
    "See https://example.org:": 0,
    "Write to bob@example.org:": 0,
    "Am I wrong?": 0,
    "": 0,
}


@pytest.mark.parametrize("text", HEADS)
def test_the_line_above_a_quotation_is_known(text: str) -> None:
    assert attribution_at(text.split("\n"), 0, OURS) == HEADS[text]


BLOCKS = {
    "From: Alice\nSent: Tuesday, 1 December 2026 10:02\nTo: Bob\nSubject: Re: x": 4,
    "Von: Alice\nGesendet: Dienstag, 1. Dezember 2026 10:02\nAn: Bob\nBetreff: x": 4,
    "De : Alice\nEnvoyé : mardi 1 décembre 2026 10:02\nÀ : Bob\nObjet : x": 4,
    "发件人: Alice <forum@forum.example>\n发送时间: 2026年12月1日\n收件人: Bob\n主题: x": 4,
    "Από: Alice <forum@forum.example>\nΣτάλθηκε: Τρίτη\nΠρος: Bob\nΘέμα: x": 4,
    "________________________________\nFrom: Alice\nSent: Tuesday\nTo: Bob\nSubject: x": 5,
    "-----Original Message-----\nHello": 1,
    "-----Ursprüngliche Nachricht-----\nHello": 1,
    # What people write.
    "Note: this matters.\nAlso: that.": 0,
    "First: a.\nSecond: b.\nThird: c.": 0,
    "----------\nHello": 0,
    "a) One: x\nb) Two: y": 0,
}


@pytest.mark.parametrize("text", BLOCKS)
def test_the_head_of_a_message_is_known(text: str) -> None:
    assert block_at(text.split("\n"), 0, OURS) == BLOCKS[text]


def test_what_tells_the_device_is_known() -> None:
    said = ("Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone")
    assert all(is_sent_from(line) for line in said)
    assert not is_sent_from("I sent from my desk what I had.")


WRAPPED = [
    # Broken by a program at 76 characters.
    (
        "The nine who left were asked, in the hall, and their answers stand in the\n"
        "appendix of the third volume.\n",
        False,
        "The nine who left were asked, in the hall, and their answers stand in the "
        "appendix of the third volume.\n",
    ),
    # Verse, a list, a table: nobody broke these.
    ("Roses are red,\nviolets are blue.\n", False, "Roses are red,\nviolets are blue.\n"),
    ("One two \nthree\n\nfour", True, "One two three\n\nfour"),
    ("One\ntwo \n> three \n> four\nfive", True, "One\ntwo\n> three\n> four\nfive"),
    (" From here\n-- \nBob", True, "From here\n-- \nBob"),
]


@pytest.mark.parametrize(("text", "flowed", "joined"), WRAPPED)
def test_lines_are_joined_where_a_program_broke_them(text: str, flowed: bool, joined: str) -> None:
    assert unwrapped(text, flowed=flowed) == joined


def test_what_our_mail_says_above_a_text_is_nobodys_quotation() -> None:
    """Who writes right beneath the title of the essay quotes neither that nor who did what."""
    above = "> Alice replied to your reply\n> Twenty checks <https://forum.example/posts/1/>\n"
    text = f"{above}\nHello Alice.\n\n>> {ANSWERED.splitlines()[0]}\n\nThey were asked."
    said = own_words(text, answered=ANSWERED, title="Twenty checks", ours=OURS)
    assert said == f"Hello Alice.\n\n> {ANSWERED.splitlines()[0]}\n\nThey were asked."


def test_a_quotation_within_what_is_answered_stays_one_within() -> None:
    answered = f"> {ANSWERED.splitlines()[0]}\n\nThat is what the report says, word for word."
    mailed = "\n".join(f">> {line}".rstrip() for line in answered.split("\n"))
    said = own_words(f"{mailed}\n\nIt does.", answered=answered, ours=OURS)
    assert said == "\n".join(f"> {line}".rstrip() for line in answered.split("\n")) + "\n\nIt does."
