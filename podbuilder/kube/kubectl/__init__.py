"""kubectl, in words of a manifest."""
