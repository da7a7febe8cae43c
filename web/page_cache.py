"""What was made once, kept for who asks next. It may be gone at any moment; that costs time."""

import logging
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from time import monotonic

from django.core.cache import caches

logger = logging.getLogger(__name__)

# Names and the year in dates are not part of a post's version: they may lag this long wherever they
# are kept, in a reading, in the page made of it and in a browser a quarter of an hour.
SECONDS = 300
# In bytes, compressed; what is larger is made anew each time.
LARGEST = 1_000_000
# What was asked for last is unpacked once: so many pages, a few megabytes. It is known by all of
# its bytes, so it is never of the past.
UNPACKED = 32
# Seconds for which a cache that failed is left alone, so that one that hangs holds nobody up, and
# how often that is told.
REST, TELL = 10, 300

_unpacked = lru_cache(UNPACKED)(zlib.decompress)


class PageCache:
    """The cache of printed pages. Where it is away, hangs or is full, nothing is kept there."""

    def __init__(self) -> None:
        self._rests_until = self._silent_until = monotonic()

    def get(self, *keys: str) -> dict[str, str]:
        """Return the texts that are kept under these keys."""
        return {key: data.decode() for key, data in self.found(*keys).items()}

    def put(self, key: str, text: str, seconds: int = SECONDS) -> None:
        """Keep a text for five minutes, or for `seconds`, unless it is very large."""
        self.put_bytes(key, text.encode(), seconds)

    def kept(self, key: str, make: Callable[[], str], seconds: int = SECONDS) -> str:
        """Return the text that is kept under this key, or else what `make` makes, and keep it."""
        text = self.get(key).get(key)
        if text is None:
            text = make()
            self.put(key, text, seconds)
        return text

    def get_bytes(self, key: str) -> bytes | None:
        """Return what is kept under this key, or None."""
        return self.found(key).get(key)

    def found(self, *keys: str) -> dict[str, bytes]:
        """Return what is kept under these keys."""
        found: dict[str, bytes] = {}
        with self._whatever_fails():
            if not self._rests:
                for key, packed in caches["pages"].get_many(keys).items():
                    found[key] = _unpacked(packed)
        return found

    def put_bytes(self, key: str, data: bytes, seconds: int = SECONDS) -> None:
        """Keep it for five minutes, or for `seconds`, unless it is very large."""
        if self._rests:
            return
        packed = zlib.compress(data, level=1)
        if len(packed) <= LARGEST:
            with self._whatever_fails():
                caches["pages"].set(key, packed, seconds)

    def clear(self) -> None:
        """Forget everything, failures too."""
        self._rests_until = self._silent_until = monotonic()
        caches["pages"].clear()

    @property
    def _rests(self) -> bool:
        return monotonic() < self._rests_until

    @contextmanager
    def _whatever_fails(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # of the network, the server or the library: each has its own
            self._rests_until = monotonic() + REST
            if monotonic() >= self._silent_until:
                self._silent_until = monotonic() + TELL
                logger.warning("Pages are made anew, as the cache does not serve: %s", error)


page_cache = PageCache()
