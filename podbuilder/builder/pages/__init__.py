"""What the pages of the builder show, computed from a draft."""
