"""A post’s critique as files: what somebody who is not signed in may read, and no more."""
