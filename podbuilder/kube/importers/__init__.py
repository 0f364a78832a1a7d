"""What people bring other than manifests: commands and files of other tools, turned into manifests with a report."""
