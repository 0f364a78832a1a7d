"""The life of a pod, played second by second: what Kubernetes would do with it and what kubectl would print.

`life.py` plays it. The rules are mirrors of the kubelet's: `restart_rules`, `back_off`, `pod_phase`, `pod_conditions`,
`probe_worker`, `pod_worker`, `termination`; `pod_row` prints. What no manifest says, such as how long a pull takes,
is a number of `assumptions`. What goes wrong is one of `rehearsals`.
"""
