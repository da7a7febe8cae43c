"""The public log of what moderators did."""
