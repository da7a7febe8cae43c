"""Who a mail is from, and whether the server that took it says so.

An address of this site is known to whoever has seen a mail with it, so it is no proof. The sender
is asked: one address, one of the person’s confirmed ones, and one that the receiving server found
to be true (RFC 8601, Authentication-Results).
"""

import re
from email.errors import InvalidHeaderDefect, MissingHeaderBodySeparatorDefect
from email.headerregistry import HeaderRegistry

from django.conf import settings

from accounts.models import User
from inbox.letters import Letter
from inbox.refusals import NOT_PROVED, NOT_YOURS, LetterRefusedError

BELIEVES_ALL = "none"
_ADDRESS = re.compile(r"[^\s@<>()\[\]\",;:\\\x00-\x1f]{1,64}@[^\s@<>()\[\]\",;:\\\x00-\x1f]{1,255}")
_read = HeaderRegistry()


def check_sender(letter: Letter, person: User) -> None:
    """Raise LetterRefusedError unless the mail is from a confirmed address of `person`, provably.

    One query.
    """
    sender = sender_of(letter)
    confirmed = person.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    if sender not in {each.lower() for each in confirmed}:
        raise LetterRefusedError(NOT_YOURS)
    if not is_vouched_for(letter, sender):
        raise LetterRefusedError(NOT_PROVED)


def sender_of(letter: Letter) -> str:
    """Return the one address that the mail is from, in small letters; "" where it names no one."""
    said = letter.headers("From")
    # A head with a line that is none: others may read on, and find another sender.
    broken = any(isinstance(each, MissingHeaderBodySeparatorDefect) for each in letter.head.defects)
    if len(said) != 1 or len(said[0]) > 1000 or broken:
        return ""
    if any(ord(sign) < ord(" ") and sign != "\t" for sign in said[0]):
        return ""
    try:
        header = _read("From", said[0])
        groups = header.groups
    except Exception:
        # The standard library has many for what it cannot read.
        return ""
    # Of “bob@example.org <eve@evil.example>” it takes the first, others the second.
    if any(isinstance(each, InvalidHeaderDefect) for each in header.defects):
        return ""
    if len(groups) != 1 or groups[0].display_name is not None or len(groups[0].addresses) != 1:
        return ""
    address = groups[0].addresses[0].addr_spec
    plain = address.isprintable() and _ADDRESS.fullmatch(address)
    return address.lower() if plain else ""


def is_vouched_for(letter: Letter, sender: str) -> bool:
    """Whether the server that took the mail found that it comes from the domain of `sender`.

    Only the topmost word of the server that REPLY_AUTHSERV_ID names is believed: what stands
    beneath came with the mail. DMARC decides, and where it says nothing a signature (DKIM) or an
    envelope (SPF) of that domain, or of one above it.
    """
    if settings.REPLY_AUTHSERV_ID == BELIEVES_ALL:
        return True
    domain = sender.rpartition("@")[2]
    for said in letter.headers("Authentication-Results"):
        server, results = _results(said)
        if server == settings.REPLY_AUTHSERV_ID:
            return _agrees(results, domain)
    return False


def _agrees(results: list[tuple[str, str, dict[str, str]]], domain: str) -> bool:
    dmarc = [(said, of) for method, said, of in results if method == "dmarc"]
    if any(said not in ("pass", "none") for said, _ in dmarc):
        return False
    if any(said == "pass" for said, _ in dmarc):
        return all(of.get("header.from", "") == domain for _, of in dmarc)
    return any(
        said == "pass" and _is_of(domain, of.get(name, ""))
        for method, said, of in results
        for name in {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}.get(method, ())
    )


def _is_of(domain: str, vouched: str) -> bool:
    """Whether `vouched`, a domain or an address, is of `domain` or of one above it, no top one."""
    vouched = vouched.rpartition("@")[2]
    return domain == vouched or ("." in vouched and domain.endswith(f".{vouched}"))


def _results(header: str) -> tuple[str, list[tuple[str, str, dict[str, str]]]]:
    """Return the server’s name, and of each method the result and what it is of; in small letters.

    Nothing comes of a header that cannot be read.
    """
    plain = _without_comments(header[:5000])
    if plain is None:
        return "", []
    first, *others = plain.lower().split(";")
    server = first.split()[0] if first.split() else ""
    found = []
    for each in others:
        words = [word.partition("=") for word in re.sub(r"\s*=\s*", "=", each).split()]
        if words and words[0][1]:
            said = {name: value for name, _, value in words[1:]}
            found.append((words[0][0].partition("/")[0], words[0][2], said))
    return server, found


def _without_comments(header: str) -> str | None:
    """Return a header without its comments; None where one, or a quotation, does not end.

    Of what stands in quotation marks nothing is needed, and a sender may have chosen it.
    """
    kept, depth, quoted, skip = [], 0, False, False
    for sign in header:
        if skip:
            skip = False
        elif sign == "\\" and (quoted or depth):
            skip = True
        elif quoted:
            quoted = sign != '"'
        elif sign == '"' and not depth:
            quoted = True
        elif sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(sign)
    return None if depth or quoted else "".join(kept)
