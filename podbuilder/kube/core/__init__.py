"""The basic vocabulary that the rest of `kube` is written in."""
