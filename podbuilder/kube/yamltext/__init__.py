"""YAML as text: read as the API server reads it, written so that every reader agrees, edited line by line."""
