"""Taking what comes by mail."""
