"""What holders do: share, say whether it still stands, take back, leave."""
