"""The one place that knows where printed pages are kept."""

from typing import Any

import environ

LOCAL = "django.core.cache.backends.locmem.LocMemCache"
REDIS = "django.core.cache.backends.redis.RedisCache"
# Seconds; a page is made anew in less.
TIMEOUTS = {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}
# In the memory of one process. None is larger than `web.page_cache.LARGEST`.
ENTRIES = {"MAX_ENTRIES": 100}


def caches(url: str) -> dict[str, dict[str, Any]]:
    """Return Django's settings for its caches; printed pages are kept at `url` (redis://…).

    Whatever is there may be gone at any moment, so it is all that is there. The other cache, in
    the memory of each process, is for libraries that want one, and for the differences of
    wordings, which are short and soon found again: nothing in it has to last either.
    """
    pages = environ.Env.cache_url_config(url)
    own = {REDIS: TIMEOUTS, LOCAL: ENTRIES}.get(pages["BACKEND"], {})
    pages["OPTIONS"] = own | pages.get("OPTIONS", {})
    return {"default": {"BACKEND": LOCAL, "LOCATION": "libraries"}, "pages": pages}
