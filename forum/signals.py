"""What this app tells those above it; all sent inside the transaction, under the post's lock."""

from django.dispatch import Signal

# reply, was: a reply went from state `was` to its present one.
reply_state_changed = Signal()
# replies, state: these replies (a query that finds them by no state) are all in `state` now.
replies_state_changed = Signal()
# post: it went to another state.
post_state_changed = Signal()
# reply: its text has a new revision.
reply_edited = Signal()
# post, revision: the essay has a new revision.
post_revised = Signal()
# post_id: a reply of this post may change, or its state; receivers return the ids of the other
# posts whose rows change with that.
others_asked = Signal()
# post: replies were moved to it, or from it.
replies_moved = Signal()
# post, reply: a text was erased, with all its wordings; reply is None where it is the essay.
text_purged = Signal()
