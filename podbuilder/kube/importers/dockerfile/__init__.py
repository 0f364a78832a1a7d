"""What a Dockerfile says of a pod that runs its image."""
