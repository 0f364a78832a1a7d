"""Labels that controllers give the pods they make; where there are two names, the first is the older one."""

from __future__ import annotations

JOB_NAME = ("job-name", "batch.kubernetes.io/job-name")
JOB_UID = ("controller-uid", "batch.kubernetes.io/controller-uid")
JOB_INDEX = "batch.kubernetes.io/job-completion-index"
# By these Deployments, DaemonSets and StatefulSets recognise the pods of one revision.
REVISION = ("pod-template-hash", "controller-revision-hash", "pod-template-generation")
STATEFUL_SET = ("statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index")
# All of them: a template lacks them, and its pods have them.
GIVEN = frozenset((*JOB_NAME, *JOB_UID, JOB_INDEX, *REVISION, *STATEFUL_SET))
# By these people tell one pod from another: what a program is, and which installation of it.
IDENTITY = ("app.kubernetes.io/name", "app.kubernetes.io/instance")
