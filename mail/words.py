"""The kinds of mail that people choose by, how often each may come, and why somebody gets one."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from notifications.words import Reason


class MailKind(models.TextChoices):
    """A kind of mail, by the words in which a person knows it."""

    ADDRESSED = "addressed", gettext_lazy("Replies to me and mentions of me")
    OBJECTIONS = (
        "objections",
        gettext_lazy("Objections to my essays, and what critics say of my answers"),
    )
    SHARED = "shared", gettext_lazy("What becomes of objections that I share")
    FOLLOWED = "followed", gettext_lazy("What else happens where I take part")
    DECISIONS = "decisions", gettext_lazy("Moderators’ decisions about me and my texts")


class When(models.TextChoices):
    """How often mail of a kind comes."""

    AT_ONCE = "at_once", gettext_lazy("at once")
    DAILY = "daily", gettext_lazy("once a day, together")
    WEEKLY = "weekly", gettext_lazy("once a week, together")
    NEVER = "never", gettext_lazy("never")


TOGETHER = (When.DAILY, When.WEEKLY)


class What(models.TextChoices):
    """What a mail in the outbox is."""

    NOTICE = "notice"  # one notice
    DECISIONS = "decisions"  # all that moderators decided about somebody by then
    DAILY = "daily"  # what is new, together
    WEEKLY = "weekly"


class SendingOutcome(models.TextChoices):
    """What became of it."""

    SENT = "sent"  # the mail server took it
    DROPPED = "dropped"  # there was nothing to say any more, or nobody to say it to
    REFUSED = "refused"  # the mail server will not take mail for that address
    LOST = "lost"  # it was tried for days


# What is addressed to somebody comes at once, all else together.
DEFAULTS = {
    MailKind.ADDRESSED: When.AT_ONCE,
    MailKind.OBJECTIONS: When.AT_ONCE,
    MailKind.SHARED: When.AT_ONCE,
    MailKind.FOLLOWED: When.DAILY,
    MailKind.DECISIONS: When.AT_ONCE,
}

# Of every reason the kind, and what the mail says of why it came.
OF_REASONS: dict[Reason, tuple[MailKind, str | Promise]] = {
    Reason.OBJECTION: (
        MailKind.OBJECTIONS,
        gettext_lazy("You get this because it objects to an essay of yours."),
    ),
    Reason.POSITION: (
        MailKind.SHARED,
        gettext_lazy("You get this because the author spoke of an objection that you share."),
    ),
    Reason.REVISION: (
        MailKind.SHARED,
        gettext_lazy(
            "You get this because the essay was revised because of an objection that you share."
        ),
    ),
    Reason.PROPOSAL: (
        MailKind.SHARED,
        gettext_lazy("You get this because it is about a proposal to you, or of yours."),
    ),
    Reason.WORD: (
        MailKind.OBJECTIONS,
        gettext_lazy("You get this because a critic speaks of your answer."),
    ),
    Reason.ANSWER: (
        MailKind.SHARED,
        gettext_lazy("You get this because it answers an objection that you share."),
    ),
    Reason.MERGE: (
        MailKind.SHARED,
        gettext_lazy(
            "You get this because objections became one that you share, or that your essay has."
        ),
    ),
    Reason.WORDING: (
        MailKind.SHARED,
        gettext_lazy(
            "You get this because an objection was put otherwise that you share, or answer."
        ),
    ),
    Reason.REPLY: (MailKind.ADDRESSED, gettext_lazy("You get this because it is a reply to you.")),
    Reason.MENTION: (MailKind.ADDRESSED, gettext_lazy("You get this because it names you.")),
    Reason.THANKS: (
        MailKind.ADDRESSED,
        gettext_lazy("You get this because somebody thanks you for what you wrote."),
    ),
    Reason.CLICKS: (
        MailKind.FOLLOWED,
        gettext_lazy("You get this because your critics said where they stand."),
    ),
    Reason.FOLLOWED: (
        MailKind.FOLLOWED,
        gettext_lazy("You get this because you follow an objection that it is about."),
    ),
    Reason.PERSON: (
        MailKind.FOLLOWED,
        gettext_lazy("You get this because you follow who wrote it."),
    ),
    Reason.TOPIC: (
        MailKind.FOLLOWED,
        gettext_lazy("You get this because you follow a topic of it."),
    ),
    Reason.THREAD: (MailKind.FOLLOWED, gettext_lazy("You get this because you follow the essay.")),
}
OF_DECISIONS = gettext_lazy("You get this because it is about you, or about a text of yours.")
OF_NEWS: dict[When, str | Promise] = {
    When.DAILY: gettext_lazy("You get this because you want such news once a day, together."),
    When.WEEKLY: gettext_lazy("You get this because you want such news once a week, together."),
}
