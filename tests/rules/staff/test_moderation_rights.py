"""Who reaches which of the moderators' routes; and that looking changes nothing."""

import pytest
from django.utils import timezone

from forum.models import Post, Reply
from moderation.models import LogEntry, Report, Snooze
from tests.cast import answer, browser_of, moderator, person, publish

pytestmark = pytest.mark.django_db

VIEWERS = ("anonymous", "member", "writer", "author", "moderator")
# Route: the status of GET, then of POST with a reason, for each of VIEWERS.
# 302 for the anonymous is the way to sign in; for others, that it was done.
GET = {
    "/posts/{post}/report/": (302, 200, 200, 200, 200),
    "/replies/{reply}/report/": (302, 200, 200, 200, 200),
    "/moderation/": (302, 403, 403, 403, 200),
    "/moderation/decisions/": (405, 405, 405, 405, 405),
    "/moderation/decisions/many/": (405, 405, 405, 405, 405),
    "/moderation/approvals/": (405, 405, 405, 405, 405),
    "/moderation/snoozes/": (405, 405, 405, 405, 405),
    "/moderation/snoozes/end/": (405, 405, 405, 405, 405),
    "/moderation/log/": (200, 200, 200, 200, 200),
    "/moderation/log/{entry}/undo/": (302, 403, 403, 403, 200),
    "/posts/{post}/hide/": (302, 403, 403, 403, 200),
    "/posts/{post}/restore/": (302, 403, 403, 403, 200),
    "/replies/{reply}/hide/": (302, 403, 403, 403, 200),
    "/replies/{reply}/restore/": (302, 403, 403, 403, 200),
    "/posts/{post}/lock/": (302, 403, 403, 403, 200),
    "/posts/{post}/unlock/": (302, 403, 403, 403, 200),
    "/posts/{post}/pin/": (302, 403, 403, 403, 200),
    "/posts/{post}/unpin/": (302, 403, 403, 403, 200),
}
POST = {
    "/posts/{post}/report/": (302, 302, 302, 403, 302),
    "/replies/{reply}/report/": (302, 302, 403, 302, 302),
    "/moderation/": (405, 405, 405, 405, 405),
    "/moderation/decisions/": (302, 403, 403, 403, 302),
    "/moderation/decisions/many/": (302, 403, 403, 403, 302),
    "/moderation/approvals/": (302, 403, 403, 403, 422),
    "/moderation/snoozes/": (302, 403, 403, 403, 302),
    "/moderation/snoozes/end/": (302, 403, 403, 403, 409),
    "/moderation/log/": (405, 405, 405, 405, 405),
    "/moderation/log/{entry}/undo/": (302, 403, 403, 403, 302),
    "/posts/{post}/hide/": (302, 403, 403, 403, 302),
    "/posts/{post}/restore/": (302, 403, 403, 403, 409),
    "/replies/{reply}/hide/": (302, 403, 403, 403, 302),
    "/replies/{reply}/restore/": (302, 403, 403, 403, 409),
    "/posts/{post}/lock/": (302, 403, 403, 403, 302),
    "/posts/{post}/unlock/": (302, 403, 403, 403, 409),
    "/posts/{post}/pin/": (302, 403, 403, 403, 409),
    "/posts/{post}/unpin/": (302, 403, 403, 403, 302),
}


@pytest.fixture(scope="module")
def made(kept_db: None) -> tuple:
    """A pinned essay with a reported reply, its people, and a line of the log."""
    author, writer, reporter, staff = (
        person("alice"),
        person("bob"),
        person("carol"),
        moderator(),
    )
    post = publish(author)
    reply = answer(writer, post, "A reply.")
    Report.objects.create(post=post, reply=reply, reporter=reporter, reason="")
    browser_of(staff).post(f"/posts/{post.pk}/pin/", {"reason": "Good"})
    viewers = {"anonymous": None, "member": person("dave"), "writer": writer}
    viewers |= {"author": author, "moderator": staff}
    return post, reply, viewers


@pytest.fixture
def site(anew: tuple) -> tuple:
    return anew


def url_of(route: str, site: tuple) -> str:
    post, reply, _ = site
    return route.format(post=post.pk, reply=reply.pk, entry=LogEntry.objects.get().pk)


def rows() -> list:
    """Everything that these routes can change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Post, Reply, LogEntry, Report, Snooze)
    ]


def test_every_route_is_in_both_tables():
    assert GET.keys() == POST.keys()


@pytest.mark.parametrize("route", GET)
def test_looking(route, site):
    before = rows()
    statuses = [
        browser_of(site[2][viewer]).get(url_of(route, site)).status_code for viewer in VIEWERS
    ]
    assert statuses == list(GET[route])
    assert rows() == before


@pytest.mark.parametrize(
    ("route", "viewer", "status"),
    [(route, *each) for route in POST for each in zip(VIEWERS, POST[route], strict=True)],
)
def test_doing(route, viewer, status, site):
    post, reply, viewers = site
    data = {"reason": "Because", "decision": "warn", "post": post.pk, "reply": reply.pk, "days": 1}
    if "many" in route:
        data["item"] = f"{post.pk}-{reply.pk}"
    before = rows()
    response = browser_of(viewers[viewer]).post(url_of(route, site), data)
    assert response.status_code == status
    done = status == 302 and viewer != "anonymous"
    assert (rows() != before) is done
    if viewer == "anonymous" and status == 302:
        assert response.headers["location"].startswith("/account/login/")


def test_what_is_not_there_is_404(site):
    post, reply, viewers = site
    Post.objects.filter(pk=post.pk).update(state="draft", state_at=timezone.now())
    staff = browser_of(viewers["moderator"])
    for path in (
        f"/posts/{post.pk}/hide/",
        f"/posts/{post.pk}/lock/",
        f"/replies/{reply.pk}/hide/",
        "/posts/999999/hide/",
        "/replies/999999/restore/",
        "/moderation/log/999999/undo/",
        f"/posts/{10**30}/hide/",
    ):
        assert staff.get(path).status_code == 404, path
        assert staff.post(path, {"reason": "Why"}).status_code == 404, path
