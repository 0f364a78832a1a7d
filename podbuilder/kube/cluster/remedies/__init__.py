"""What a person can change in a pod so that a cluster takes it: one kind of refusal a file, each change tried first."""
