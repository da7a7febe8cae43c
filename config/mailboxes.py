"""How the address of a mailbox is read; never one without encryption."""

from typing import TypedDict
from urllib.parse import unquote, urlsplit

# TLS from the first byte on, or by STARTTLS before anything is said.
SCHEMES = {"imaps": 993, "imap+tls": 143}


class Mailbox(TypedDict):
    """Where mail is read over IMAP, and as whom."""

    HOST: str
    PORT: int
    STARTTLS: bool
    USER: str
    PASSWORD: str
    FOLDER: str


def mailbox(address: str) -> Mailbox:
    """Return what `imaps://user:password@host:993/folder` says; INBOX is the folder without one."""
    parts = urlsplit(address)
    return {
        "HOST": parts.hostname or "localhost",
        "PORT": parts.port or SCHEMES[parts.scheme],
        "STARTTLS": parts.scheme == "imap+tls",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "FOLDER": unquote(parts.path.lstrip("/")) or "INBOX",
    }
