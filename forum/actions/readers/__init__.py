"""What readers note for themselves, of which nobody else knows."""
