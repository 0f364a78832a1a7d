"""What the API server fills in, drops and rewrites before it judges and stores a pod."""

from podbuilder.kube.defaulting.pod import fill_in, prepare, set_defaults, set_template_defaults

__all__ = ["fill_in", "prepare", "set_defaults", "set_template_defaults"]
