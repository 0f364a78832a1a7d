"""Changes to a pod that mend a cause: modules with FIXES, functions by label, found by walking the folder."""
