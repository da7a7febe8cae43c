"""Writing the post of a planned discussion, and what its author did beside writing it."""

from collections.abc import Mapping

from accounts.models import User
from critiques.models import Closing, ClosingWord, Objection, Receipt
from forum.actions.wordings import opening_of
from forum.addresses import slug_for
from forum.models import Bar, Post, PostRevision, State
from forum.text import RENDERER_VERSION
from transfer.plan import DiscussionPlan
from transfer.write.texts import SafeTexts


def write_receipts(
    plan: DiscussionPlan, objections: dict[int, Objection], revisions: dict[int, PostRevision]
) -> None:
    """Write which objections each revision was made because of."""
    Receipt.objects.bulk_create(
        Receipt(
            revision=revisions[each.number],
            objection=objections[receipt.objection],
            words=receipt.words,
            created_at=receipt.created,
        )
        for each in plan.revisions
        for receipt in each.receipts
    )


def write_closings(post: Post, plan: DiscussionPlan, people: dict[str, User]) -> None:
    """Write when a post was closed, who was barred from it, and its author's closing words."""
    ClosingWord.objects.bulk_create(
        ClosingWord(
            post=post,
            number=number,
            text=each.text or "",
            created_at=each.created,
            hidden_at=each.created if each.text is None else None,
        )
        for number, each in enumerate(plan.closing_words, 1)
    )
    Closing.objects.bulk_create(
        Closing(post=post, reason=each.reason, closed_at=each.closed, reopened_at=each.reopened)
        for each in plan.closings
    )
    Bar.objects.bulk_create(
        Bar(
            post=post,
            user=people[each.user],
            reason=each.reason,
            barred_at=each.barred,
            lifted_at=each.lifted,
        )
        for each in plan.bars
    )


def import_post(plan: DiscussionPlan, people: Mapping[str, User], rendered: SafeTexts) -> Post:
    """Write the post of a planned discussion, with its revisions, and return it."""
    seen = [reply.created for reply in plan.replies if reply.state == State.VISIBLE]
    post = Post.objects.create(
        author=people[plan.author],
        title=plan.title,
        slug=slug_for(plan.title),
        in_short=plan.in_short,
        body=plan.body,
        html=rendered.html,
        html_version=RENDERER_VERSION,
        opening=opening_of(rendered.html),
        revision=len(plan.revisions),
        state=State.VISIBLE,
        state_at=plan.published,
        created_at=plan.published,
        published_at=plan.published,
        top_at=plan.published,
        edited_at=plan.revisions[-1].created if len(plan.revisions) > 1 else None,
        active_at=max([plan.published, *seen]),
        reply_count=len(seen),
        locked_at=plan.locked,
        pinned_at=plan.pinned,
    )
    post.html = rendered.html.replace(f"post-{rendered.key}", f"post-{post.pk}")
    post.save(update_fields=["html"])
    post.topics.set(plan.topics)
    PostRevision.objects.bulk_create(
        PostRevision(
            post=post,
            number=each.number,
            title=each.title,
            in_short=each.in_short,
            body=each.body or "",
            hidden_at=each.created if each.body is None else None,
            plain=words,
            note=each.note,
            substantive=each.substantive,
            created_at=each.created,
        )
        for each, words in zip(plan.revisions, rendered.plains, strict=True)
    )
    return post
