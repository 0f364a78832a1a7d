"""What the settings of a container mean in a pod, whether they were written as flags or as Compose's keys."""
