"""What a cluster's API server does with a new object: changes it, refuses it, or stores it."""
