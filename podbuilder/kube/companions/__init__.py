"""What the API server says of the objects beside a pod: Services, ConfigMaps, Secrets, claims and their like.

Of each kind there is a module with what Kubernetes fills in, what it refuses and what it warns of.
"""
