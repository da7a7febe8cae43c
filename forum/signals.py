"""What this app tells those above it; all sent inside the transaction, under the post's lock."""

from django.dispatch import Signal

# reply, was: a reply went from state `was` to its present one.
reply_state_changed = Signal()
# reply: its text has a new revision.
reply_edited = Signal()
# post, revision: the essay has a new revision.
post_revised = Signal()
# post, reply: a text was erased, with all its wordings; reply is None where it is the essay.
text_purged = Signal()
