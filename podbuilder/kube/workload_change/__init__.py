"""Making a pod a workload, a workload a pod, or a workload another one, with the pod's own lines as they are."""
