"""Reports of mail servers about mail that they did not deliver (RFC 3464)."""

from inbox.letters import Letter, LetterUnreadableError


def says_never(letter: Letter) -> bool:
    """Whether it reports that a mail will never be delivered, as its address takes none.

    What is only late, what was given up after days, and what says so in words alone is no such
    report.
    """
    try:
        return any(_is_final(group) for group in _groups(letter))
    except LetterUnreadableError:
        return False
    except Exception:
        # The standard library has many for what it cannot read.
        return False


def _groups(letter: Letter) -> list[dict[str, str]]:
    """Return what a report says, of the mail and then of each of its recipients."""
    message = letter.message()
    if message.get_content_type() != "multipart/report":
        return []
    # Of its own parts alone: the mail that comes back is one, and may hold anything.
    found = [part for part in message.iter_parts() if "delivery-status" in part.get_content_type()]
    said = [group for part in found[:1] for group in part.get_payload()]
    return [{key.lower(): str(value) for key, value in group.items()} for group in said]


def _is_final(group: dict[str, str]) -> bool:
    failed = group.get("action", "").strip().lower() == "failed"
    return failed and group.get("status", "").strip().startswith("5.")
