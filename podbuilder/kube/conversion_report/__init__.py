"""What importers and exporters say became of each piece of what they were given."""
