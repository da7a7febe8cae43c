"""Plain text that people wrote: claims, points, passages, quotations; it knows no card."""
