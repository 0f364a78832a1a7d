"""GPUs and other devices as people choose them: the choice on the page, what it would change, and changing it."""
