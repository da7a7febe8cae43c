"""Saying what a topic is about."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from taggit.models import Tag as Topic

from forum.actions.kinds import DESCRIPTION
from forum.models import TopicWording
from forum.models.topics import DESCRIPTION_LIMIT, topics_in_use
from forum.sources import clean_source
from forum.text import RENDERER_VERSION, render_shown


def description_of(topic: Topic, body: str) -> tuple[str, str]:
    """Return a description and its HTML, both empty for none; raises ValidationError."""
    if not body.strip():
        return "", ""
    source = clean_source(body, limit=DESCRIPTION_LIMIT, what=DESCRIPTION)
    return source, render_shown(source, f"topic-{topic.pk}", what=DESCRIPTION)


def lock_topic(slug: str) -> Topic:
    """Lock a topic of public essays; raises Topic.DoesNotExist."""
    return topics_in_use().select_for_update(no_key=True, of=("self",)).get(slug=slug)


def last_wording(topic: Topic) -> TopicWording | None:
    """Return what is said of a topic now, if anything ever was."""
    return TopicWording.objects.filter(topic=topic).order_by("-number").first()


def add_wording(*, topic: Topic, source: str, html: str, seen: int) -> TopicWording:
    """Let a topic that this transaction has locked be described so from now on.

    `seen` is the number of the wording that this takes the place of, 0 where there was none. Raises
    ValidationError (code `conflict`) where there is another by now, or where it says just this.
    """
    last = last_wording(topic)
    number, said = (last.number, last.body) if last else (0, "")
    if number != seen:
        raise ValidationError(
            gettext(
                "Another moderator has described this topic since. Their words are below: compare, "
                "then save again."
            ),
            code="conflict",
        )
    if said == source:
        raise ValidationError(gettext("This is what stands there already."), code="conflict")
    wording = {"body": source, "html": html, "html_version": RENDERER_VERSION}
    return TopicWording.objects.create(topic=topic, number=number + 1, **wording)
