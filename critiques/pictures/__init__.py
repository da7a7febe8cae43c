"""Pictures of a critique: facts in, places on a drawing out."""
