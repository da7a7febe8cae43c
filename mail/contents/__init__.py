"""What each mail says, read from the record when it is sent."""
