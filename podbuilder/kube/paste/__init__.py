"""What people paste: what is around a manifest and in it that is no part of it, and the manifest."""
