"""`docker run` and its like, turned into pods."""
