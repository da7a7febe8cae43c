"""What has happened to a post’s objections since a reader was last there."""
