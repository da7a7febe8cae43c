"""Pictures of a critique: facts in, places on a drawing 360 units wide out."""
