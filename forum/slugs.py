"""The readable end of a post's address."""

from django.utils.text import slugify

from forum.models.posts import SLUG_LIMIT

# Words that stand where a slug stands in config/urls.py.
ROUTES = frozenset(
    "edit revisions reply critique objections lock unlock pin unpin hide restore report rounds "
    "merge withdraw discard seen manage closing bars comments".split()
)


def slug_for(title: str) -> str:
    """Return the slug of a title: lower case, any script, at most 80 characters, never empty."""
    slug = slugify(title, allow_unicode=True)[:SLUG_LIMIT].strip("-_") or "post"
    return f"{slug}-post" if slug in ROUTES else slug
