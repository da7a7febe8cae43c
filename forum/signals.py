"""What this app tells those above it; all sent inside the transaction, under the post's lock."""

from django.dispatch import Signal

# reply: it was written and everybody can read it, with all that it does in its transaction.
reply_posted = Signal()
# reply, was: a reply went from state `was` to its present one.
reply_state_changed = Signal()
# replies, state: these replies (a query that finds them by no state) are all in `state` now.
replies_state_changed = Signal()
# post: everybody can read the essay for the first time.
post_published = Signal()
# post, was: it went from state `was` to its present one.
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
# user, post, until: somebody has read of its thread what had come by then.
thread_read = Signal()
# user, post, reply, person: somebody wants to hear no more of one of these; the others are None.
muted = Signal()
# post, reply: a text was erased, with all its wordings; reply is None where it is the essay.
text_purged = Signal()
# thanks: somebody thanked a writer, in these words.
thanked = Signal()
# post: texts of this discussion were written, or rendered anew, many at once.
discussion_written = Signal()
