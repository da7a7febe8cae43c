"""No program’s mail is posted or answered: else two programs would talk to each other for ever."""

import pytest

from inbox.automatic import is_automatic
from inbox.letters import Letter

PROGRAMS = [
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: auto-generated; x=y",
    "auto-submitted: AUTO-NOTIFIED",
    "Precedence: bulk",
    "Precedence: junk",
    "Precedence: list",
    "Precedence: auto_reply",
    "Return-Path: <>",
    "Return-Path:",
    "Return-Path: < >",
    "Return-Path: <MAILER-DAEMON>",
    "X-Auto-Response-Suppress: OOF, AutoReply",
    "X-Autoreply: yes",
    "X-Failed-Recipients: bob@example.org",
    "List-Id: <a.example.org>",
    "List-Unsubscribe: <https://a.example.org>",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
    "Subject: Out of office: Re: Twenty checks",
    "Subject: Automatic reply: Twenty checks",
    "Subject: Automatische Antwort: Zwanzig",
    "Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_Vingt?=",
    "Subject: =?utf-8?b?6Ieq5Yqo5Zue5aSN?=",
    "Subject: Undeliverable: Re: Twenty checks",
]
SENDERS = [
    "From: MAILER-DAEMON@example.org",
    "From: postmaster@example.org",
    "From: no-reply@example.org",
    "From: Rejoinder <forum@forum.example>",
    "From: reply@forum.example",
    "From: reply+1e1aaaaaaaaaaaaaaaaaaaa@forum.example",
]
PEOPLE = [
    "Auto-Submitted: no",
    "Return-Path: <bob@example.org>",
    "Precedence: first-class",
    "Subject: Re: Out of office work",
    "Subject: =?utf-8?q?broken",
    "Content-Type: multipart/mixed; boundary=x",
]


def letter(header: str) -> Letter:
    sender = "" if header.startswith("From:") else "From: bob@example.org\n"
    return Letter(f"{sender}{header}\n\nHello".encode())


@pytest.mark.parametrize("header", PROGRAMS + SENDERS)
def test_programs_are_known(header: str) -> None:
    assert is_automatic(letter(header))


@pytest.mark.parametrize("header", PEOPLE)
def test_people_are_not_taken_for_programs(header: str) -> None:
    assert not is_automatic(letter(header))
