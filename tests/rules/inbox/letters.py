"""Mails of people’s programs, as they are handed over by a mail server."""

from pathlib import Path

from accounts.models import User
from forum.models import Post, Reply
from inbox.addresses import reply_address

MAILS = sorted((Path(__file__).parent / "mails").glob("*.eml"))
# What each of them quotes.
ANSWERED = (
    "The count in your third check is wrong. Nobody asked the nine who left before the end, and "
    "they would have changed it.\n\nWas the second room heated? I could not find it in the notes."
)
SERVER = "mx.forum.example"
PASSED = f"{SERVER}; dmarc=pass (p=none dis=none) header.from=example.org"


def mail_of(file: Path, person: User, answered: Post | Reply) -> bytes:
    """Return the mail in a file, addressed to what `person` answers, as the server took it."""
    raw = file.read_bytes().replace(b"REPLY-ADDRESS", reply_address(person, answered).encode())
    return f"Authentication-Results: {PASSED}\n".encode() + raw


def said_in(file: Path) -> str:
    """Return what is to be posted of the mail in a file."""
    return (file.parent.parent / "said" / f"{file.stem}.md").read_text().removesuffix("\n")


def mail_from(
    person: User,
    answered: Post | Reply,
    body: str | bytes = "The nine were asked.",
    *,
    vouched: str = PASSED,
    sender: str = "",
    kind: str = "text/plain; charset=utf-8",
    number: int = 1,
    more: str = "",
) -> bytes:
    """Return a mail of `person` that answers something; `more` are headers, each with its end."""
    head = (
        f"{f'Authentication-Results: {vouched}' if vouched else 'X-Nothing: said'}\n"
        f"{sender or f'From: {person.shown_name} <{person.email}>'}\n"
        f"To: {reply_address(person, answered)}\nSubject: Re: Twenty checks\n"
        f"Message-ID: <{number}@example.org>\n{more}Content-Type: {kind}\n\n"
    )
    return head.encode() + (body.encode() if isinstance(body, str) else body)
