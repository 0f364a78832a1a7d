"""Making a pod a workload, a workload a pod, or a workload one of another kind, with the pod's own lines as they are."""
