"""The one place that knows where the files of pictures are kept."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# A store that speaks S3, over https or, on a private network, without encryption.
SCHEMES = {"s3": "https", "s3+http": "http"}
ON_DISK = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
# Seconds: rows are locked while a picture is written.
CONNECTING, ANSWERING, TRIES = 3, 10, 2


def pictures(url: str) -> dict[str, Any]:
    """Return Django's settings for the store at `url`: s3://key:secret@host/bucket?region=….

    Raises ImproperlyConfigured where a part is missing. What speaks S3 is imported here alone, as
    it is large.
    """
    from boto3.s3.transfer import TransferConfig
    from botocore.config import Config

    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if not (parts.username and parts.password and parts.hostname and bucket) or "/" in bucket:
        raise ImproperlyConfigured(
            "STORAGE_URL cannot be read. It is s3://key:secret@host/bucket?region=name."
        )
    host = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "bucket_name": unquote(bucket),
            "endpoint_url": f"{SCHEMES[parts.scheme]}://{host}",
            "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
            "client_config": Config(
                signature_version="s3v4",
                # A store of one's own has one name, whatever its buckets are called.
                s3={"addressing_style": "path"},
                connect_timeout=CONNECTING,
                read_timeout=ANSWERING,
                retries={"total_max_attempts": TRIES, "mode": "standard"},
                # Others than Amazon’s know no sums of their own beside the signature.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
            "transfer_config": TransferConfig(use_threads=False),
        },
    }
