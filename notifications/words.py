"""What somebody is told of, and why; and what happened that they are told for."""

from django.db import models


class Happened(models.TextChoices):
    """What was done; its number is that of the row in brackets."""

    REPLY = "reply"  # (reply) it became public, or its writer placed its points
    EDIT = "edit"  # (reply) it has other words
    PUBLISHED = "published"  # (post) it became public for the first time
    ESSAY = "essay"  # (post) it came back, or has other words
    POSITION = "position"  # (position)
    REVISION = "revision"  # (revision) it answers objections
    LINE = "line"  # (objection) a click of somebody who holds it, with a line why
    CLICK = "click"  # (objection) one without
    PROPOSAL = "proposal"  # (proposal) it was made, or refused
    WORDING = "wording"  # (wording of a claim)
    MERGE = "merge"  # (objection) it became part of another
    THANKS = "thanks"  # (thanks) somebody thanked a writer


class Thing(models.TextChoices):
    """What a notification is about; its number is that of the row in brackets."""

    REPLY = "reply"  # (reply)
    ESSAY = "essay"  # (post)
    POSITION = "position"  # (position)
    REVISION = "revision"  # (revision)
    LINE = "line"  # (what a holder said)
    CLICKS = "clicks"  # (post) what its critics said in a day by clicks alone
    PROPOSAL = "proposal"  # (proposal)
    WORDING = "wording"  # (wording of a claim)
    MERGE = "merge"  # (objection)
    THANKS = "thanks"  # (thanks)


class Reason(models.TextChoices):
    """Why somebody is told, the strongest first: it stands for all that are true of a thing."""

    OBJECTION = "objection"  # to my essay
    POSITION = "position"  # of the author, on what I share
    REVISION = "revision"  # because of what I share: does it suffice?
    PROPOSAL = "proposal"  # to me, or what became of mine
    WORD = "word"  # of a critic, on my answer
    ANSWER = "answer"  # of somebody else, to what I share
    MERGE = "merge"  # of what I share, or what is raised against my essay
    WORDING = "wording"  # of the same
    REPLY = "reply"  # to me
    MENTION = "mention"
    THANKS = "thanks"  # for what I wrote
    CLICKS = "clicks"  # of my critics, in a day
    FOLLOWED = "followed"  # of an objection that I follow
    PERSON = "person"  # a new essay of somebody whom I follow
    TOPIC = "topic"  # a new essay on what I follow
    THREAD = "thread"  # in an essay that I follow


STRONGEST_FIRST = tuple(Reason)
# For these one is spoken to: by a moderator, also where one has muted.
ADDRESSED = (Reason.REPLY, Reason.MENTION)
