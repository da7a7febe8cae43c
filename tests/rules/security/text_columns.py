"""Every column of text in the database: what stands in it, of what it is a copy, who may read it.

A copy is as public as what it is a copy of: whoever hides the source hides the copy, and whoever
erases it erases that.
"""

from typing import NamedTuple


class Stated(NamedTuple):
    """What a column has: words of `source`, another column, or somebody's own where it is empty."""

    readers: str
    source: str = ""


PUBLIC = "everybody, where what it is said of is known"
TEXT = "who may read the text as it is now"
WORDING = "who may read that wording: all, or its writer and moderators"
CLAIM = "who may read the claim, which is gone with its reply, struck, or removed with a wording"
LINE = "who may read its reply; of a click everybody, or who may read what its raiser raised"
SELF = "the person alone"
STAFF = "moderators, and who wrote it"
NOBODY = "nobody: the program alone"

TEXT_COLUMNS = {
    "accounts.User.username": Stated(PUBLIC),
    "accounts.User.display_name": Stated(PUBLIC),
    "accounts.User.bio": Stated("everybody; once moderators removed it, they and the person"),
    "accounts.User.email": Stated(SELF),
    "accounts.User.timezone": Stated(SELF),
    "accounts.User.language": Stated(SELF),
    "accounts.User.password": Stated(NOBODY),
    "accounts.Trace.kind": Stated(NOBODY),
    "accounts.Trace.address": Stated(NOBODY),
    "images.Image.digest": Stated("who may read a text that shows the image, and its uploaders"),
    "images.Image.fallback": Stated(NOBODY),
    "forum.Post.title": Stated(TEXT),
    "forum.Post.in_short": Stated(TEXT),
    "forum.Post.body": Stated(TEXT),
    "forum.Post.slug": Stated(TEXT, "forum.Post.title"),
    "forum.Post.html": Stated(TEXT, "forum.Post.body"),
    "forum.Post.opening": Stated(TEXT, "forum.Post.body"),
    "forum.Post.state_reason": Stated(PUBLIC),
    "forum.PostRevision.title": Stated(WORDING, "forum.Post.title"),
    "forum.PostRevision.in_short": Stated(WORDING, "forum.Post.in_short"),
    "forum.PostRevision.body": Stated(WORDING, "forum.Post.body"),
    "forum.PostRevision.plain": Stated(WORDING, "forum.PostRevision.body"),
    "forum.PostRevision.note": Stated(WORDING),
    "forum.Draft.place": Stated(SELF),
    "forum.Draft.fields": Stated(SELF),
    "forum.Bar.reason": Stated(PUBLIC),
    "forum.Reply.body": Stated(TEXT),
    "forum.Reply.html": Stated(TEXT, "forum.Reply.body"),
    "forum.Reply.among": Stated(TEXT),
    "forum.Reply.state_reason": Stated(PUBLIC),
    "forum.ReplyRevision.body": Stated(WORDING, "forum.Reply.body"),
    "forum.ReplyRevision.plain": Stated(NOBODY, "forum.ReplyRevision.body"),
    "forum.Biography.html": Stated(
        "everybody; once moderators removed it, they and the person", "accounts.User.bio"
    ),
    "forum.TopicWording.body": Stated(
        "everybody, the last one, where the topic is known; moderators"
    ),
    "forum.TopicWording.html": Stated(
        "everybody, the last one, where the topic is known", "forum.TopicWording.body"
    ),
    "forum.Thanks.words": Stated("who wrote it and whom it thanks; once reported, moderators"),
    "taggit.Tag.name": Stated(TEXT),
    "taggit.Tag.slug": Stated(TEXT, "taggit.Tag.name"),
    "moderation.LogEntry.reason": Stated(PUBLIC),
    "moderation.Report.reason": Stated(STAFF),
    "moderation.Report.claim": Stated("moderators", "critiques.Objection.claim"),
    "moderation.Report.answer": Stated(STAFF),
    "moderation.Appeal.text": Stated(STAFF),
    # Taken from a point of the reply that raised it, unless its raiser put it otherwise.
    "critiques.Objection.claim": Stated(CLAIM, "forum.ReplyRevision.body"),
    "critiques.Objection.passage": Stated(WORDING, "forum.PostRevision.plain"),
    "critiques.Objection.passage_prefix": Stated(WORDING, "forum.PostRevision.plain"),
    "critiques.Objection.passage_suffix": Stated(WORDING, "forum.PostRevision.plain"),
    "critiques.Objection.struck_reason": Stated(PUBLIC),
    "critiques.Objection.letter": Stated(PUBLIC),
    "critiques.ClaimVersion.text": Stated(CLAIM, "critiques.Objection.claim"),
    "critiques.Proposal.claim": Stated(CLAIM),
    "critiques.FormerNumber.was": Stated(NOBODY, "critiques.Objection.passage"),
    "critiques.Tag.wording": Stated(CLAIM, "forum.ReplyRevision.body"),
    "critiques.Tag.point": Stated(PUBLIC),
    "critiques.Tag.point_hash": Stated(NOBODY, "forum.ReplyRevision.body"),
    "critiques.FormerTag.wording": Stated(NOBODY, "critiques.Tag.wording"),
    "critiques.FormerTag.point": Stated(PUBLIC),
    "critiques.Holder.wording": Stated(CLAIM, "critiques.Tag.wording"),
    "critiques.Holder.would_satisfy": Stated(CLAIM),
    "critiques.HolderEvent.text": Stated(LINE),
    "critiques.Position.text": Stated("everybody, where its reply is public or it has none"),
    "critiques.Receipt.words": Stated(WORDING),
    "critiques.Closing.reason": Stated(PUBLIC),
    # Whoever looks for something is asked for the rights to the text itself.
    "search.IndexEntry.text": Stated(TEXT, "forum.Reply.html"),
    "search.IndexEntry.words": Stated(NOBODY, "search.IndexEntry.text"),
    "inbox.Arrival.digest": Stated(NOBODY),
    "mail.MessageId.thing": Stated(NOBODY),
    # Random; it stands in the mail of everybody who gets one of that thing.
    "mail.MessageId.name": Stated(NOBODY),
    "critiques.ClosingWord.text": Stated("who may read the essay, unless moderators removed it"),
    "account.EmailAddress.email": Stated(SELF, "accounts.User.email"),
    "account.EmailConfirmation.key": Stated(NOBODY),
    "mfa.Authenticator.data": Stated(NOBODY),
    "usersessions.UserSession.session_key": Stated(NOBODY),
    "usersessions.UserSession.user_agent": Stated(SELF),
    "usersessions.UserSession.data": Stated(NOBODY),
    "sessions.Session.session_key": Stated(NOBODY),
    "sessions.Session.session_data": Stated(NOBODY),
    "django_tasks_database.DBTaskResult.args_kwargs": Stated(NOBODY),
    "django_tasks_database.DBTaskResult.task_path": Stated(NOBODY),
    "django_tasks_database.DBTaskResult.worker_ids": Stated(NOBODY),
    "django_tasks_database.DBTaskResult.queue_name": Stated(NOBODY),
    "django_tasks_database.DBTaskResult.backend_name": Stated(NOBODY),
    "django_tasks_database.DBTaskResult.return_value": Stated(NOBODY),
    "django_tasks_database.DBTaskResult.exception_class_path": Stated(NOBODY),
    "django_tasks_database.DBTaskResult.traceback": Stated(NOBODY),
    "auth.Permission.name": Stated(NOBODY),
    "auth.Permission.codename": Stated(NOBODY),
    "auth.Group.name": Stated(NOBODY),
    "contenttypes.ContentType.app_label": Stated(NOBODY),
    "contenttypes.ContentType.model": Stated(NOBODY),
}
# Copies that hold no word of what they are a copy of, or that are no canary's place: a digest;
# what a program keeps for putting objections back.
NO_WORDS = {"critiques.Tag.point_hash", "critiques.FormerNumber.was", "account.EmailAddress.email"}
