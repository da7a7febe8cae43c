"""Many who vote at once, in processes of their own: no vote is lost, and none counted twice."""

from tests.databases import run_together

SHELL = ["manage.py", "shell", "--no-imports", "-c"]
MAKE = """
from accounts.models import User
from forum.actions.posts import publish, save_draft
from forum.actions.replies import post_reply
people = [User.objects.create_user(f"p{n}", f"p{n}@example.org") for n in range(7)]
for each in people:
    each.emailaddress_set.create(email=each.email, verified=True, primary=True)
draft = save_draft(author=people[0], title="An essay", body="Text.", topics=[])
post = publish(author=people[0], post_id=draft.pk)
post_reply(author=people[0], post_id=post.pk, parent_id=None, body="A reply.")
"""
VOTE = """
from accounts.models import User
from forum.actions.votes import set_vote
from forum.models import Reply
reply = Reply.objects.earliest("pk")
user = User.objects.get(username="{name}")
for what in (None, reply.pk):
    for turn in range({turns}):
        for worth in (True, False, True, True):
            set_vote(user=user, post_id=reply.post_id, reply_id=what, worth=worth)
"""
WRITE = """
from accounts.models import User
from forum.actions.replies import post_reply
from forum.models import Post
for n in range(8):
    author = User.objects.get(username="p0")
    post_reply(author=author, post_id=Post.objects.get().pk, parent_id=None, body=f"More {n}.")
"""
COUNT = """
from forum.models import Post, Reply, Vote
print(Post.objects.get().votes, Reply.objects.earliest("pk").votes, Vote.objects.count())
"""


def test_no_vote_is_lost_or_counted_twice(database_url: str) -> None:
    """Six vote for an essay and a reply, two of them in two tabs, while others write there."""
    run_together(database_url, [[*SHELL, MAKE]])
    names = [*(f"p{n}" for n in range(1, 7)), "p1", "p2"]
    voting = [[*SHELL, VOTE.format(name=name, turns=3)] for name in names]
    run_together(database_url, [*voting, [*SHELL, WRITE]])
    [counted] = run_together(database_url, [[*SHELL, COUNT]])
    assert counted.stdout.split() == ["6", "6", "12"]
    run_together(database_url, [["manage.py", "check_votes"]])
