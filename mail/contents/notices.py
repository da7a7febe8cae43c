"""The mail about one notice: who did what, and their words, as they are when it is sent."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from accounts.models import User
from forum.models import Post
from inbox.addresses import reply_address
from mail.contents.frame import content
from mail.contents.readers import as_member
from mail.contents.texts import MailedText, mailed
from mail.envelopes import MailContent
from mail.message_ids import InThread, thread_of_notice, thread_of_reply
from mail.models import OutboxMail
from mail.recipients import choices_of
from mail.words import OF_REASONS, When
from notifications.models import Notification
from notifications.pages.facts import NoticeFacts
from notifications.pages.lines import NoticeText
from notifications.pages.texts import destination_of, told_of
from notifications.words import Reason, Thing


def notice_content(mail: OutboxMail, person: User, address: EmailAddress) -> MailContent | None:
    """Return what is to be mailed; None where that is nothing any more.

    It may have been read meanwhile, hidden, or taken back, and its reader may have chosen not to be
    mailed of such things. Thirty queries at most.
    """
    reader = as_member(person)
    row = Notification.objects.of(reader).filter(pk=mail.notification_id, read_at=None).first()
    if row is None:
        return None
    kind, why = OF_REASONS[Reason(row.reason)]
    if choices_of(person)[kind] != When.AT_ONCE:
        return None
    facts = NoticeFacts.load([row], reader)
    told = told_of(row, facts, reader)
    # Beneath an essay that is hidden from the public its author still reads; that is not mailed.
    post = Post.objects.known_to(None).filter(pk=told.post_id).first() if told else None
    if told is None or post is None:
        return None
    try:
        there = f"{settings.SITE_URL}{destination_of(row, reader)}"
    except ObjectDoesNotExist:
        return None
    text = _text_of(row, facts, post)
    says = {
        "told": told,
        "title": post.public_title,
        "post_url": f"{settings.SITE_URL}{post.get_absolute_url()}",
        "quotes": [each for each in told.quotes if text is None or _is_of_objection(each.of, told)],
        "text": text,
        "url": there,
        "following_url": f"{settings.SITE_URL}{reverse('post-following', args=[post.pk])}",
    }
    thread = _thread_of(row, facts, post)
    answered = facts.replies.get(row.number) if row.thing == Thing.REPLY else post
    about = {
        "kind": kind,
        "why": why,
        "subject": post.public_title,
        "thread": thread,
        # Of what is said by a click one reads the discussion first.
        "reply_to": reply_address(person, answered) if text and answered else "",
    }
    return content("mail/notice", says, address=address, **about)


def _is_of_objection(of: str, told: NoticeText) -> bool:
    """Whether a quote is what an objection claims, and no part of the text that is there whole."""
    return of not in ("", told.who)


def _text_of(row: Notification, facts: NoticeFacts, post: Post) -> MailedText | None:
    """Return the text that the notice is about, where it is about a text."""
    if row.thing == Thing.REPLY:
        reply: Any = facts.replies[row.number]
        return mailed(reply.body, reply.html, reply.get_absolute_url())
    if row.thing == Thing.ESSAY:
        return mailed(post.body, post.html, post.get_absolute_url())
    return None


def _thread_of(row: Notification, facts: NoticeFacts, post: Post) -> InThread:
    if row.thing == Thing.REPLY:
        return thread_of_reply(facts.replies[row.number])
    return thread_of_notice(row, post.pk)
