"""How an objection came to stand where it does ends where it stands."""

from critiques.models import Objection
from critiques.record.happenings import happenings_in, story_of
from forum.models import Post


def check_timelines(post_id: int) -> None:
    """Raise AssertionError where a timeline does not lead to the stored status."""
    objections = {each.pk: each for each in Objection.objects.filter(post=post_id).for_cards()}
    story = story_of(Post.objects.get(pk=post_id), objections)
    happenings = happenings_in(story, objections)
    for pk, objection in objections.items():
        steps = happenings.steps[pk]
        assert steps[-1].after == objection.status, (objection.number, steps)
        assert [step.before for step in steps] == [None, *(step.after for step in steps[:-1])]
        assert all(step.user is None or step.user in {0, *happenings.people} for step in steps)
