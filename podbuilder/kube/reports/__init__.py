"""Reviews of whole files, for people and for machines: one module for each format.

Each has one function, `lines`: it takes the results, one by one as they come, and yields the lines to print.
"""
