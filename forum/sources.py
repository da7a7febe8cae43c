"""What people type, checked before it is kept or rendered."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from web.numbers import grouped
from web.writing import TextKind, check_shows, one_line

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def clean_source(source: str, *, limit: int, what: TextKind) -> str:
    """The text as it is stored: LF line ends, else unchanged.

    `limit` is in code points; `what` it is tells how to refuse it. Raises ValidationError where it
    is empty, shows nothing, is longer than `limit`, or holds NUL or half a character.
    """
    if not source.strip():
        check_characters(source)
        raise ValidationError(gettext("Write something first."), code="empty")
    source = clean_typed(source, limit=limit, what=what)
    check_shows(source, refusal=what.unseen)
    return source


def clean_typed(source: str, *, limit: int, what: TextKind) -> str:
    """The same for what is not finished: it may be empty."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    check_characters(source)
    _check_length(source, limit, what, "too_long")
    return source


def clean_line(text: str, *, limit: int, what: TextKind, code: str = "too_long") -> str:
    """The text on one line, runs of white space as one space; it may be empty.

    `limit` is in code points; `what` it is tells how to refuse it. Raises ValidationError where it
    is longer or shows nothing (`code`), or holds NUL or half a character.
    """
    check_characters(text)
    line = one_line(text)
    check_shows(line, refusal=what.unseen, code=code)
    _check_length(line, limit, what, code)
    return line


def _check_length(text: str, limit: int, what: TextKind, code: str) -> None:
    if (more := len(text) - limit) > 0:
        numbers = {"length": len(text), "more": more, "limit": limit}
        said = what.too_long % {name: grouped(number) for name, number in numbers.items()}
        raise ValidationError(said, code=code)


def check_characters(source: str) -> None:
    """Raise ValidationError, saying where, for what no database stores: NUL, half a character."""
    if found := _UNSTORABLE.search(source):
        if found[0] == "\0":
            said = gettext(
                "Line %(line)s holds a NUL character, which cannot be stored. "
                "Delete it or type it again."
            )
        else:
            said = gettext(
                "Line %(line)s holds half a character, which cannot be stored. "
                "Delete it or type it again."
            )
        line = source.count("\n", 0, found.start()) + 1
        raise ValidationError(said % {"line": grouped(line)}, code="character")
