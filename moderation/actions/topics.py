"""Saying what a topic is about, and taking that back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from taggit.models import Tag as Topic

from accounts.models import User
from forum.actions.topics import add_wording, description_of, last_wording, lock_topic
from forum.models import TopicWording
from forum.models.topics import topics_in_use
from moderation.actions.log import check_moderator, write_log
from moderation.models import LogAct, LogEntry, TopicEdit


def describe_topic(*, moderator: User, slug: str, body: str, seen: int, reason: str) -> LogEntry:
    """Say what the topic of this slug is about, in Markdown; an empty text says nothing more.

    `seen` is the number of the wording that the moderator saw, 0 for none. Raises PermissionDenied,
    Topic.DoesNotExist where no public essay has it, or ValidationError (no reason, a text that is
    refused; code `conflict` where it was described since, or just so).
    """
    check_moderator(moderator)
    source, html = description_of(topics_in_use().get(slug=slug), body)
    with transaction.atomic():
        topic = lock_topic(slug)
        wording = add_wording(topic=topic, source=source, html=html, seen=seen)
        return _log(LogAct.DESCRIBE, moderator, topic, wording, reason)


def put_back_description(*, moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    """Let a topic be described as before the line `entry`.

    Raises PermissionDenied, or ValidationError (no reason; code `conflict` where it was described
    anew since, or is gone).
    """
    check_moderator(moderator)
    edit = TopicEdit.objects.filter(entry=entry).select_related("topic").first()
    if edit is None or not topics_in_use().filter(pk=edit.topic_id).exists():
        raise ValidationError(gettext("No essay that can be read has this topic."), code="conflict")
    number = entry.revision or 0
    before = TopicWording.objects.filter(topic=edit.topic, number=number - 1).first()
    source, html = description_of(edit.topic, before.body if before else "")
    with transaction.atomic():
        topic = lock_topic(edit.topic.slug)
        last = last_wording(topic)
        if last is None or last.number != number:
            raise ValidationError(
                gettext("It was described anew since. Take that back first."), code="conflict"
            )
        wording = add_wording(topic=topic, source=source, html=html, seen=number)
        return _log(LogAct.UNDESCRIBE, moderator, topic, wording, reason, entry)


def _log(
    act: LogAct,
    moderator: User,
    topic: Topic,
    wording: TopicWording,
    reason: str,
    reverses: LogEntry | None = None,
) -> LogEntry:
    number = {"revision": wording.number, "reverses": reverses}
    entry = write_log(act=act, actor=moderator, reason=reason, **number)
    TopicEdit.objects.create(entry=entry, topic=topic)
    return entry
