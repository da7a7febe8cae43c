"""The mail with what is new, together: since somebody was last seen, and not since the last mail.

All that is not seen is in it, also what a mail had before: to who reads by mail alone too little
would be told otherwise. But it comes only where something came since the mail before.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.models import User
from critiques.record.desk import asked_of, needing_reply, proposed_to
from forum.models import Post
from mail.contents.decisions import lines_about
from mail.contents.frame import content
from mail.contents.readers import as_member
from mail.envelopes import MailContent
from mail.message_ids import name_of_mail
from mail.models import OutboxMail
from mail.outbox import SPANS, unmailed
from mail.recipients import choices_of
from mail.words import OF_NEWS, OF_REASONS, MailKind, SendingOutcome, When
from notifications.models import Notification
from notifications.pages.facts import NoticeFacts
from notifications.pages.notices import NoticeGroup, groups_of

# So many notices, and decisions, are told; the rest is on the site.
MOST, DECIDED = 30, 20


def digest_content(mail: OutboxMail, person: User, address: EmailAddress) -> MailContent | None:
    """Return what is new; None where nothing is since the last such mail, or none is wanted now.

    Sixty queries at most, whatever there is.
    """
    when, reader = When(mail.what), as_member(person)
    kinds = {kind for kind, chosen in choices_of(person).items() if chosen == when}
    last = _last(mail) or timezone.now() - SPANS[when]
    rows = _told(reader, kinds, when)
    notices = _decided(person, when) if MailKind.DECISIONS in kinds else {}
    if not (any(row.created_at > last for row in rows) or notices):
        return None
    groups = _of_public(rows, reader)
    if not (groups or notices):
        return None
    says = {
        "site": settings.SITE_URL,
        "groups": groups,
        "decisions": lines_about(person, list(notices.values())),
        "waiting": _waiting(person),
        "desk_url": f"{settings.SITE_URL}{reverse('desk')}",
        "notices_url": f"{settings.SITE_URL}{reverse('notifications')}",
    }
    return content(
        "mail/digest",
        says,
        kind=when,
        address=address,
        subject=_subject([each.title for each in groups]),
        why=OF_NEWS[when],
        thread=name_of_mail(mail),
        notices=tuple(notices),
    )


def _last(mail: OutboxMail) -> datetime | None:
    """Return when the last such mail that went out was begun."""
    before = OutboxMail.objects.filter(
        person=mail.person_id, what=mail.what, outcome=SendingOutcome.SENT
    )
    return before.order_by("-created_at").values_list("created_at", flat=True).first()


def _told(reader: User, kinds: set[MailKind], when: When) -> list[Notification]:
    reasons = [reason for reason, (kind, _) in OF_REASONS.items() if kind in kinds]
    unread = Notification.objects.of(reader).filter(read_at=None, reason__in=reasons)
    # What is older was in a mail before, or came when nobody wanted such mail.
    recent = unread.filter(created_at__gt=timezone.now() - SPANS[When.WEEKLY])
    return list(recent.order_by("-created_at", "-pk")[:MOST])


def _decided(person: User, when: When) -> dict[int, int]:
    told = unmailed(SPANS[when]).filter(person=person).order_by("entry")
    return dict(told.values_list("pk", "entry")[:DECIDED])


def _of_public(rows: Sequence[Notification], reader: User) -> list[NoticeGroup]:
    """Return what notices say of essays that the public may know."""
    facts = NoticeFacts.load(rows, reader)
    known = set(Post.objects.known_to(None).filter(pk__in=facts.posts).values_list("pk", flat=True))
    posts = {pk: post for pk, post in facts.posts.items() if pk in known}
    return groups_of(rows, replace(facts, posts=posts), reader)


def _waiting(person: User) -> list[str]:
    """Return what waits for somebody’s word, as sentences. Three queries."""
    essays, shared, proposed = (
        found.order_by().count()
        for found in (needing_reply(person), asked_of(person), proposed_to(person))
    )
    waits = (
        (
            ngettext(
                "%(count)d objection to your essays waits for your word.",
                "%(count)d objections to your essays wait for your word.",
                essays,
            ),
            essays,
        ),
        (
            ngettext(
                "%(count)d objection that you share waits for yours: is it answered?",
                "%(count)d objections that you share wait for yours: is it answered?",
                shared,
            ),
            shared,
        ),
        (
            ngettext(
                "%(count)d proposal to you waits for your decision.",
                "%(count)d proposals to you wait for your decision.",
                proposed,
            ),
            proposed,
        ),
    )
    return [words % {"count": count} for words, count in waits if count]


def _subject(titles: Sequence[str]) -> str:
    if not titles:
        return gettext("News for you")
    said = gettext("News of “%(title)s”")
    if more := len(titles) - 1:
        said = ngettext(
            "News of “%(title)s” and %(count)d more", "News of “%(title)s” and %(count)d more", more
        )
    return said % {"title": titles[0], "count": more}
