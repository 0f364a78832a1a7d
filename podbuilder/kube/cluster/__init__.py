"""What a cluster would do to a pod, judged from what `kubectl get` says of the cluster."""
