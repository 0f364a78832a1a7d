"""The rules, one per file. Each module has `rule`, `check` and, if the offence can be fixed, `fix`."""
