"""What is kept of a file while it arrives: at most as much as a picture may have, in memory."""

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from images.formats import MOST_BYTES

# Of a form with its files; what says that it has more is not read at all.
MOST_IN_A_REQUEST = 64_000_000


class BoundedUpload(FileUploadHandler):
    """Counts all of a file and forgets what is too much: the rest of its form is not lost.

    A form keeps one file's worth, however many files it sends.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 (as Django names it)
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Raise RequestDataTooBig for what no picture and no text can need."""
        self.kept = 0
        if content_length > MOST_IN_A_REQUEST:
            raise RequestDataTooBig("The files of a form have to be smaller.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with an empty file."""
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what fits; the others get nothing, as there are none."""
        if self.kept + len(raw_data) <= MOST_BYTES:
            self.kept += len(raw_data)
            self.content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file; where more came than was kept, its size says so."""
        whole = self.content.tell() == file_size
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content if whole else BytesIO(),
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
