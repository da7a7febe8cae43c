"""How often what may be done: from rates as they are written to the words of a refusal."""
