"""Kinds of text that people write, each with what is said of one that cannot be kept."""

from django.utils.translation import gettext_lazy

from web.writing import TextKind

ESSAY = TextKind(
    gettext_lazy(
        "The essay has %(length)s characters, %(more)s more than the %(limit)s that fit. "
        "Shorten it or split it."
    ),
    gettext_lazy("The essay has only signs that nobody can see. Write something that shows."),
)
REPLY = TextKind(
    gettext_lazy(
        "The reply has %(length)s characters, %(more)s more than the %(limit)s that fit. "
        "Shorten it or split it."
    ),
    gettext_lazy("The reply has only signs that nobody can see. Write something that shows."),
)
TITLE = TextKind(
    gettext_lazy("Keep the title to %(limit)s characters; yours has %(length)s."),
    gettext_lazy("The title has only signs that nobody can see. Write something that shows."),
)
IN_SHORT = TextKind(
    gettext_lazy("Keep what you say in short to %(limit)s characters; yours has %(length)s."),
    gettext_lazy(
        "What you say in short has only signs that nobody can see. Write something that shows."
    ),
)
REASON = TextKind(
    gettext_lazy("Keep the reason to %(limit)s characters; yours has %(length)s."),
    gettext_lazy("The reason has only signs that nobody can see. Write something that shows."),
)
DESCRIPTION = TextKind(
    gettext_lazy(
        "The description has %(length)s characters, %(more)s more than the %(limit)s that fit. "
        "Shorten it or split it."
    ),
    gettext_lazy("The description has only signs that nobody can see. Write something that shows."),
)
BIOGRAPHY = TextKind(
    gettext_lazy(
        "This text has %(length)s characters, %(more)s more than the %(limit)s that fit. "
        "Shorten it."
    ),
    gettext_lazy("This text has only signs that nobody can see. Write something that shows."),
)
THANKS = TextKind(
    gettext_lazy("Keep your thanks to %(limit)s characters; yours have %(length)s."),
    gettext_lazy("Your thanks have only signs that nobody can see. Write something that shows."),
)
