"""The text of a message, from whichever part has it."""

from email.message import EmailMessage

from inbox.prose.html import written_in
from inbox.prose.wrapping import unwrapped

# Characters of a body that are looked at; a reply may have 40,000, and quotations come after it.
MOST = 200_000
# Of what is attached for programs: signatures, cards of addresses, invitations.
SILENT = {
    "application/pgp-signature",
    "application/pgp-keys",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
}


def plain_text(message: EmailMessage) -> str:
    """Return the text as it was typed, one line a paragraph; "" where there is none."""
    part = message.get_body(("plain",))
    if part is None:
        return ""
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    joined = str(part.get_param("delsp", "")).lower() == "yes"
    return unwrapped(_decoded(part), flowed=flowed, joined=joined)


def html_text(message: EmailMessage) -> str:
    """Return the text of the HTML part as Markdown, quotations marked; "" where there is none."""
    part = message.get_body(("html",))
    return written_in(_decoded(part)) if part is not None else ""


def count_attached(message: EmailMessage) -> int:
    """Return how many files people would say that they attached."""
    found = 0
    for part in message.walk():
        named = part.get_content_disposition() == "attachment" or part.get_filename()
        if named and not part.is_multipart() and part.get_content_type() not in SILENT:
            found += 1
    return found


def _decoded(part: EmailMessage) -> str:
    """Return the characters of a part, whatever it says of them; line ends as LF, no NUL."""
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    declared = part.get_content_charset("utf-8")
    for charset in (declared, "utf-8"):
        try:
            text = content.decode(charset)
            break
        except (LookupError, UnicodeError):
            continue
    else:
        text = content.decode("windows-1252", errors="replace")
    text = text.encode("utf-8", errors="replace").decode()
    for end in ("\r\n", "\r", "\x0b", "\x0c"):
        text = text.replace(end, "\n")
    return text[:MOST].translate({0: None, 0xFEFF: None, 0xA0: " "})
