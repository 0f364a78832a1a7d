"""What a command line prints about manifests, in the formats that people and machines read: one module a format.

Each has one function: from the answers, as they come, to the lines that are printed.
"""
