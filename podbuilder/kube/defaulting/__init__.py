"""What the API server fills in, drops and rewrites before it judges and stores a pod."""

from podbuilder.kube.defaulting.pod import set_defaults, set_template_defaults

__all__ = ["set_defaults", "set_template_defaults"]
