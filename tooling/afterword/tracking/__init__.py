"""Action items as issues.

`sync` is the use case: it collects what the documents want (`collect_wanted_issues`), asks the tracker
(`read_tracker`), plans (`plan`), carries the plan out (`apply_plan`), and writes back (`write_back`,
`status_pull_request`). `github_tracker` and `local_tracker` are the two trackers.
"""
