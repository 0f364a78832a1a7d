"""What keeps a pod from running: a module for each part of its life, found by walking the folder."""
