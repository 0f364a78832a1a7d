"""The services of a Compose file as workloads, with a line of the report for each of their keys."""
