"""Which devices a claim can get on a node.

Mirrors dynamic-resource-allocation/structured, Kubernetes v1.36: the allocator that the default feature gates choose.
"""
