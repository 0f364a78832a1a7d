"""kubectl commands for a manifest."""
