"""A mail as it came: read within bounds, whatever its sender made of it."""

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from hashlib import sha256

# Bytes of a mail, with what is attached. Of a longer one the head alone is read.
MOST = 5_000_000
HEAD = 100_000
# Lines, parts and boundaries: time to read a mail grows with their product.
LINES, PARTS, BOUNDARIES = 200_000, 100, 20
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,200}@[!-;=?-~]{1,200}>")
_WHO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")


class LetterUnreadableError(Exception):
    """A mail too large or too tangled to be read; its head was."""


class Letter:
    """What is asked of a mail: its head at once, its parts where they can be read."""

    def __init__(self, raw: bytes) -> None:
        """Read the head of `raw`; nothing in it is an error."""
        self._raw = raw
        head = re.split(rb"\r?\n\r?\n", raw[:HEAD], maxsplit=1)[0]
        self.head = BytesHeaderParser(policy=policy.default).parsebytes(head + b"\n\n")

    def message(self) -> EmailMessage:
        """Return the whole mail; raises LetterUnreadableError where that would be too much."""
        raw = self._raw
        small = raw.lower()
        if (
            len(raw) > MOST
            or raw.count(b"\n") + raw.count(b"\r") > 2 * LINES
            or small.count(b"content-type:") > PARTS
            or small.count(b"boundary") > BOUNDARIES
        ):
            raise LetterUnreadableError
        try:
            return message_from_bytes(raw, policy=policy.default)
        except Exception as error:
            # The standard library has many for what it cannot read.
            raise LetterUnreadableError from error

    def header(self, name: str) -> str:
        """Return the first header of that name on one line; "" where there is none."""
        return next(iter(self.headers(name)), "")

    def headers(self, name: str) -> list[str]:
        """Return all headers of that name, from the top down, as they are written."""
        found = [
            value for key, value in self.head.raw_items() if key.strip().lower() == name.lower()
        ]
        return [re.sub(r"[\r\n]+", " ", str(value)).strip() for value in found]

    @property
    def subject(self) -> str:
        """Its subject, decoded where that can be."""
        said = self.header("Subject")
        try:
            return str(make_header(decode_header(said[:1000]))).strip()
        except Exception:
            return said

    @property
    def recipients(self) -> str:
        """Everything that says for whom it is."""
        return "\n".join(each for name in _WHO for each in self.headers(name))

    @property
    def message_id(self) -> str:
        """Its Message-ID, or "" where it has none that can be answered."""
        said = self.header("Message-ID")
        return said if _MESSAGE_ID.fullmatch(said) else ""

    @property
    def identity(self) -> str:
        """What tells it from others: its Message-ID, or all that it is made of."""
        return self.message_id or sha256(self._raw).hexdigest()
