"""The small vocabulary that everything else about Pods is said in."""
