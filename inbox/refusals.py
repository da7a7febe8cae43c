"""Why an answer by mail is not posted, as its writer is told."""

from typing import Any

from django.utils.translation import gettext_lazy

NOT_YOURS = gettext_lazy(
    "It was sent from an address that is not one of your confirmed ones. Send it from one of "
    "these, or add the other to your account and confirm it."
)
NOT_PROVED = gettext_lazy(
    "Your mail server did not prove that it comes from your address. Send it by the server of "
    "your address itself, not by another."
)
TOO_LARGE = gettext_lazy(
    "It is too large, or has too many parts. Send it again as plain text, without files."
)
UNREADABLE = gettext_lazy("It could not be read. Send it again as plain text.")
GONE = gettext_lazy("What it answers is not there any more, or you may not read it.")
NO_WORDS = gettext_lazy(
    "It has no words of its own that could be told from what it quotes. Write above the quoted "
    "text, or between its lines if your program marks them with “>”."
)


class LetterRefusedError(Exception):
    """A mail that is not posted, with what its writer is told."""

    def __init__(self, *why: Any) -> None:
        """Keep the sentences of `why`, in the language of the moment."""
        super().__init__()
        self.why = [str(each) for each in why]
