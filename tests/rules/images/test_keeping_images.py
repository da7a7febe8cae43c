"""An image that is brought here is kept, whatever is erased at that moment."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db.models import QuerySet

from forum.actions.images import sweep_images, upload_image
from images.models import Image
from images.store import open_file
from tests.cast import person
from tests.rules.images import files

pytestmark = pytest.mark.django_db


def test_what_is_erased_before_it_is_locked_is_written_anew(
    monkeypatch, django_capture_on_commit_callbacks
):
    alice, picture = person("alice"), files.picture(size=(31, 9))
    upload_image(uploader=alice, file=BytesIO(picture))
    first, lock = Image.objects.get(), QuerySet.select_for_update

    def late(found: QuerySet[Image]) -> QuerySet[Image]:
        if found.model is Image:
            monkeypatch.setattr(QuerySet, "select_for_update", lock)
            assert sweep_images(older_than=timedelta(0)) == 1
        return lock(found)

    monkeypatch.setattr(QuerySet, "select_for_update", late)
    with django_capture_on_commit_callbacks(execute=True):
        facts = upload_image(uploader=alice, file=BytesIO(picture))
    assert Image.objects.get() != first
    assert open_file(facts.digest, facts.whole).read()
