"""Pictures in a store that speaks S3 are as hidden, and as gone, as those in a folder."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from config.environment import readable_address
from config.storages import pictures
from forum.actions.images import sweep_images, upload_image
from images.models import Image
from tests.cast import browser_of, person, publish, text_of
from tests.rules.images import files
from tests.rules.images.buckets import Bucket, bucket
from tests.sign_in import fresh
from transfer.export.archive import write_archive

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(settings) -> Iterator[Bucket]:
    with bucket() as server:
        kept = pictures(readable_address(server.url))
        settings.STORAGES = {**settings.STORAGES, "default": kept}
        yield server


def test_a_picture_lives_and_goes_there(store: Bucket, django_capture_on_commit_callbacks) -> None:
    alice = person("alice")
    facts = upload_image(uploader=alice, file=BytesIO(files.picture(size=(500, 300))))
    path = f"images/{facts.digest[:2]}/{facts.digest}"
    names = "480.jpg 480.webp 500.jpg 500.webp".split()
    assert sorted(store.objects) == [f"{path}/{name}" for name in names]
    whole = store.objects[f"{path}/{facts.whole}"]

    def sent_to(viewer: User | None) -> tuple[int, bytes]:
        page = browser_of(viewer).get(facts.address(facts.width, "webp"))
        return page.status_code, page.getvalue()

    assert sent_to(alice) == (200, whole)
    assert sent_to(None)[0] == 404, "it is its uploader’s alone"
    post = publish(alice, body=f"![A line](image:{facts.digest})")
    assert sent_to(None) == (200, whole)
    write_archive(post.pk, archive := BytesIO())
    assert ZipFile(archive).read(f"images/{facts.digest}.webp") == whole

    unused = upload_image(uploader=alice, file=BytesIO(files.picture(size=(31, 9))))
    del store.objects[f"images/{unused.digest[:2]}/{unused.digest}/{unused.whole}"]
    assert browser_of(alice).get(unused.address(31, "webp")).status_code == 404
    store.objects["images/ff/" + "f" * 32 + "/9.webp"] = b"of no image"
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_images(older_than=timedelta(days=-1)) == 1
    assert {key.split("/")[2] for key in store.objects} == {facts.digest}


def test_while_it_refuses_nothing_is_half_kept(
    store: Bucket, django_capture_on_commit_callbacks
) -> None:
    alice, small = person("alice"), files.picture(size=(31, 9))
    facts = upload_image(uploader=alice, file=BytesIO(small))
    store.refuses = True
    with pytest.raises(ValidationError, match="cannot be kept just now"):
        upload_image(uploader=alice, file=BytesIO(files.picture(size=(40, 9))))
    assert Image.objects.get().facts == facts
    with django_capture_on_commit_callbacks(execute=True):
        left = fresh("alice").post("/account/leave/", {"texts": "keep", "sure": "on"})
    assert left.status_code == 302
    assert not Image.objects.exists() and store.objects
    store.refuses = False
    sweep_images(older_than=timedelta(days=-1))
    assert not store.objects


def test_while_it_is_away_that_is_said(store: Bucket) -> None:
    alice = person("alice")
    facts = upload_image(uploader=alice, file=BytesIO(files.picture(size=(31, 9))))
    post = publish(alice, body=f"![A line](image:{facts.digest})")
    store.refuses, client = True, fresh("alice")
    for path in (
        facts.address(31, "webp"),
        f"/posts/{post.pk}/discussion.zip",
        "/account/data/archive/",
    ):
        away = client.get(path)
        assert (away.status_code, "no-store" in away["Cache-Control"]) == (503, True), path
        assert "try again in a few minutes" in text_of(away)
    picture = SimpleUploadedFile("a.png", files.picture(size=(40, 9)))
    typed = {"title": "Titled", "body": "All that I typed.", "image": picture, "insert": "1"}
    again = client.post("/posts/new/", typed)
    assert again.status_code == 422 and "All that I typed." in again.content.decode()
    assert "Add it again in a few minutes." in text_of(again)
