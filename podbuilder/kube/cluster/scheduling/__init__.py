"""Where a pod can run in a cluster, and if nowhere, why: what the scheduler would say."""
