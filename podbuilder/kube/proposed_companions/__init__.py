"""The objects beside a pod, made from what the pod says: Services, ConfigMaps, claims, budgets and the like."""
