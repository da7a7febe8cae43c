"""How an objection came to stand where it does ends where it stands."""

from critiques.models import Objection
from critiques.record.cards import cards_for
from critiques.record.course.happenings import happenings_in, story_of
from forum.models import Post


def check_timelines(post_id: int) -> None:
    """Raise AssertionError where a timeline does not lead to the stored status."""
    cards = cards_for([post_id], None)
    happenings = happenings_in(story_of(Post.objects.get(pk=post_id), cards), cards)
    for objection in Objection.objects.filter(post=post_id):
        steps = happenings.steps[objection.pk]
        assert steps[-1].after == objection.status, (objection.number, steps)
        assert [step.before for step in steps] == [None, *(step.after for step in steps[:-1])]
        assert all(step.user is None or step.user in {0, *happenings.people} for step in steps)
