"""Whose word a mail is: one sender, a confirmed address, and the receiving server’s proof."""

from typing import Any

import pytest

from inbox.letters import Letter
from inbox.senders import is_vouched_for, sender_of
from tests.rules.inbox.letters import PASSED, SERVER


def letter(*headers: str) -> Letter:
    return Letter("\n".join(headers).encode("latin-1") + b"\n\nHello")


FROM = {
    "From: bob@example.org": "bob@example.org",
    "From: Bob <Bob@Example.ORG>": "bob@example.org",
    'From: "M\xfcller, Bob" <bob@example.org>': "bob@example.org",
    "From: =?utf-8?q?Bob_M=C3=BCller?= <bob@example.org>": "bob@example.org",
    "From: Bob (at work) <bob@example.org>": "bob@example.org",
    "From:\n Bob\n <bob@example.org>": "bob@example.org",
    "from: <bob@example.org>": "bob@example.org",
    # Another’s, who would like to be taken for Bob.
    'From: "bob@example.org" <eve@evil.example>': "eve@evil.example",
    "From: bob@example.org <eve@evil.example>": "",
    "From: =?utf-8?q?bob=40example=2Eorg?= <eve@evil.example>": "eve@evil.example",
    "From: =?utf-8?q?bob=40example=2Eorg=3E=2C?= <eve@evil.example>": "eve@evil.example",
    "From: eve@evil.example (bob@example.org)": "eve@evil.example",
    "From: (<bob@example.org>) eve@evil.example": "eve@evil.example",
    "From: <bob@example.org>, <eve@evil.example>": "",
    "From: eve@evil.example, bob@example.org": "",
    "From: bob@example.org\nFrom: eve@evil.example": "",
    "From: eve@evil.example\nfrom : bob@example.org": "",
    "From: Friends: bob@example.org;": "",
    "From: ": "",
    "From: Bob": "",
    "From: <>": "",
    "From: @example.org": "",
    "From: <bob@example.org": "",
    "From: <@relay.example:bob@example.org>": "bob@example.org",
    'From: "bob"@example.org': "bob@example.org",
    'From: "bob@example.org\\"" <eve@evil.example>': "eve@evil.example",
    "From: bob@example.org\x00@evil.example": "",
    "From: bob@exa\x00mple.org": "",
    "From: bob@example.org\r eve@evil.example": "",
    "From: b\xe9b@example.org": "",
    "From: =?utf-8?b?!!!?= <bob@example.org>": "bob@example.org",
    "From: " + "(" * 900: "",
    "From: " + "<" * 900 + "bob@example.org": "",
    "From: " + "a" * 5000 + "@example.org": "",
    "Sender: bob@example.org": "",
    "To: bob@example.org": "",
}


@pytest.mark.parametrize("said", FROM)
def test_a_mail_is_from_one_address_or_from_nobody(said: str) -> None:
    assert sender_of(letter(said)) == FROM[said]


AR = "Authentication-Results"
EVIL = "header.from=evil.example"
VOUCHED = {
    (PASSED,): True,
    (f"{SERVER.upper()} 1; dmarc=pass header.from=Example.org",): True,
    (f"{SERVER};\n dkim=pass header.d=example.org;\n dmarc=pass\n header.from=example.org",): True,
    (f"{SERVER}; dmarc = pass (all is well; dmarc=fail) header.from = example.org",): True,
    (f"{SERVER}; dmarc=none header.from=example.org; dkim=pass header.d=example.org",): True,
    (f"{SERVER}; dkim=fail header.d=list.example; dkim=pass header.i=@example.org",): True,
    (f"{SERVER}; spf=pass smtp.mailfrom=bob@example.org",): True,
    (f"{SERVER}; spf=pass smtp.mailfrom=example.org",): True,
    # Nothing, or nothing of that domain.
    (): False,
    ("",): False,
    (SERVER,): False,
    (f"{SERVER}; none",): False,
    (f"{SERVER}; dmarc=pass",): False,
    (f"{SERVER}; dmarc=pass {EVIL}",): False,
    (f"{SERVER}; dmarc=fail header.from=example.org",): False,
    (f"{SERVER}; dmarc=temperror header.from=example.org",): False,
    (f"{SERVER}; dmarc=fail header.from=example.org; dkim=pass header.d=example.org",): False,
    (f"{SERVER}; dmarc=pass header.from=example.org; dmarc=fail header.from=example.org",): False,
    (f"{SERVER}; dmarc=pass header.from=example.org; dmarc=pass {EVIL}",): False,
    (f"{SERVER}; dkim=pass header.d=evil.example",): False,
    (f"{SERVER}; dkim=pass header.d=org",): False,
    (f"{SERVER}; dkim=pass header.d=",): False,
    (f"{SERVER}; dkim=pass header.d=sub.example.org",): False,
    (f"{SERVER}; dkim=neutral header.d=example.org",): False,
    (f"{SERVER}; spf=pass smtp.mailfrom=eve@evil.example",): False,
    (f"{SERVER}; spf=pass smtp.helo=example.org",): False,
    (f"{SERVER}; spf=softfail smtp.mailfrom=bob@example.org",): False,
    # What a sender chose is in quotation marks or in comments.
    (f'{SERVER}; spf=fail smtp.mailfrom="; dmarc=pass header.from=example.org; x="',): False,
    (f"{SERVER}; spf=fail (; dmarc=pass header.from=example.org;) smtp.mailfrom=x",): False,
    (f"{SERVER}; spf=fail (a (b) ; dmarc=pass header.from=example.org",): False,
    (f'{SERVER}; spf=fail "; dmarc=pass header.from=example.org',): False,
    # Another server’s word; and ours only the first time, from the top.
    ("mx.evil.example; dmarc=pass header.from=example.org",): False,
    (f"mx.evil.example ({SERVER}); dmarc=pass header.from=example.org",): False,
    (f"x{SERVER}; dmarc=pass header.from=example.org",): False,
    (f"{SERVER}; dmarc=fail header.from=example.org", PASSED): False,
    (PASSED, f"{SERVER}; dmarc=fail header.from=example.org"): True,
    ("mx.other.example; dmarc=fail header.from=example.org", PASSED): True,
}


@pytest.mark.parametrize("said", VOUCHED)
def test_only_the_receiving_servers_word_is_believed(said: tuple[str, ...]) -> None:
    mail = letter("From: bob@example.org", *(f"{AR}: {each}" for each in said))
    assert is_vouched_for(mail, "bob@example.org") is VOUCHED[said]


def test_an_owner_may_say_that_all_are_believed(settings: Any) -> None:
    settings.REPLY_AUTHSERV_ID = "none"
    assert is_vouched_for(letter("From: bob@example.org"), "bob@example.org")
