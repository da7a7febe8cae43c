"""Who is told of what happened, and why: read from the facts, the strongest reason first."""
