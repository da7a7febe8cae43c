"""The texts of a planned discussion, made safe before anything is locked or written."""

import uuid
from collections.abc import Callable
from typing import NamedTuple

from critiques.prose.passages import places_of
from forum.actions.images import images_in, shown_in
from forum.markup.images import Images
from forum.text import plain, render_shown
from transfer.plan import DiscussionPlan
from transfer.values import TEXT, refused_at, wrong

SAY_EVERY = 1_000


class SafeTexts(NamedTuple):
    """A planned discussion's texts made safe, before anything has a number.

    `key` is in the ids in each HTML, behind “post-” or “reply-”; `plains` are the post's
    revisions as plain text, `shown` the digests of the images in each; `replies` are the HTML of
    each reply by its id.
    """

    key: str
    html: str
    plains: list[str]
    shown: list[set[str]]
    replies: dict[str, str]


def safe_texts(plan: DiscussionPlan, progress: Callable[[str], None]) -> SafeTexts:
    """Return the texts of a planned discussion; done before anything is locked.

    Raises ValidationError, naming the place, where a text is refused.
    """
    key = uuid.uuid4().hex
    brought = {digest: image.facts for digest, image in plan.images.items()}
    html = _rendered(plan.body, f"post-{key}", plan.place, brought)
    wordings = [
        html if each.body == plan.body else _rendered(each.body or "", "p", each.place, brought)
        for each in plan.revisions
    ]
    plains, shown = list(map(plain, wordings)), list(map(shown_in, wordings))
    replies: dict[str, str] = {}
    for done, each in enumerate(plan.replies, 1):
        name = f"reply-{key}"
        replies[each.id] = _rendered(each.body or "", name, each.place, brought, each.among)
        if done % SAY_EVERY == 0:
            progress(f"{done:,} of {len(plan.replies):,} replies read")
    _check_passages(plan, plains)
    return SafeTexts(key, html, plains, shown, replies)


def _check_passages(plan: DiscussionPlan, plains: list[str]) -> None:
    """Raise ValidationError where a passage is said to stand in a revision that has it not."""
    for each in plan.objections:
        passage = each.passage
        if passage is None or passage.state != "exact":
            continue
        words = plains[passage.revision - 1]
        # A wording that moderators removed has no words.
        if words and not places_of(passage.exact, words):
            problem = f"these words do not stand in revision {passage.revision} of the post."
            raise wrong(f"{each.place}, passage.exact", problem)


def _rendered(source: str, key: str, place: str, brought: Images, among: str = "") -> str:
    """Return the HTML of a text, which shows images that came with it, or are public here."""
    with refused_at(place):
        images = {**images_in(source, None), **brought}
        return render_shown(source, key, among, images, what=TEXT) if source else ""
