"""Where each point of a reply may go, where it went, and what its writer chose."""
