"""Reviews of whole files as people and machines want to read them: one module for each format.

Each has one function, `lines`: it takes the results, one by one as they come, and yields the lines to print.
"""
