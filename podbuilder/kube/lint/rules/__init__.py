"""The rules, one a file; each has `rule`, `check`, and `fix` where something can be mended."""
