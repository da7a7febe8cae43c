"""The exchange on an objection: who said what of it, in order of time, in their words."""
