"""A row of a summary: an objection with its people, whose move it is, and the exchange."""
