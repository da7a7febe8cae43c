"""What the reading pages show: one frozen page object each."""
