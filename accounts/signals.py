"""What this app tells those above it; both are sent inside the transaction of leaving."""

from django.dispatch import Signal

# user, withdraw: somebody is about to leave, and takes their texts along or not. Receivers lock
# the posts that they will change, in key order, before the person's own row is locked.
user_leaves = Signal()
# user: their row is nobody's now; what was computed with them is to be computed without.
user_left = Signal()
