"""Reading a discussion's file from the disk, with care."""

from pathlib import Path

from django.core.exceptions import ValidationError

from critiques.discussion import kialo, rejoinder
from critiques.discussion.plan import DiscussionPlan

BYTES = 20_000_000
FORMATS = ("json", "kialo")


def plan_of(path: Path, *, kind: str | None, author: str | None) -> DiscussionPlan:
    """Return the plan of a file of at most 20 MB; without `kind` its ending tells.

    `author` is to own what is imported from Kialo. Raises ValidationError with one line that
    names the place of the first thing wrong.
    """
    try:
        if not path.is_file():
            raise ValidationError(f"{path}: there is no such file.")
        size = path.stat().st_size
        if size > BYTES:
            raise ValidationError(
                f"{path}: it has {size:,} bytes; {BYTES:,} is the most. Split the discussion."
            )
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValidationError(f"{path}: byte {error.start + 1} is not UTF-8.") from error
    except (OSError, ValueError) as error:
        raise ValidationError(f"{path}: it can’t be read ({error}).") from error
    kind = kind or ("json" if path.suffix == ".json" or text.lstrip()[:1] == "{" else "kialo")
    if kind == "json":
        return rejoinder.parse(text)
    if not author:
        raise ValidationError("--author: say who is to own the post.")
    return kialo.parse(text, author)
