"""`kubectl run` and `kubectl create deployment|job|cronjob`, turned into what they make."""
