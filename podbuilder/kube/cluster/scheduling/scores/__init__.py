"""Which of the nodes that a pod fits the scheduler likes best."""
