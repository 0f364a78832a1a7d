"""A manifest as a Helm chart that renders, with its default values, what it was made from."""
