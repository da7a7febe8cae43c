"""The page of notices: what each says is read from the record when it is shown."""
