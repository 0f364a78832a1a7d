"""Everything known about Pods, in plain Python: reading, editing, judging and explaining them."""
