"""What this app tells those above it; all sent inside the transaction, under the post's lock."""

from django.dispatch import Signal

# reply: its writer said after it was posted what it does to objections.
points_placed = Signal()
# objection, user, text: somebody said by a click where it stands for them, with a line or “”.
holder_spoke = Signal()
# position: the author said it by a click.
position_taken = Signal()
# revision: the author said which objections it answers.
receipts_given = Signal()
# proposal: it was made, or refused.
proposed = Signal()
# version: the wording of a claim that others had joined has a next one, which somebody stands by.
reworded = Signal()
# part: it became part of another objection.
merged = Signal()
