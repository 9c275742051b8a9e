"""What `check` prints, as pure functions of a report: for people, for programs, for GitHub and for code scanning."""
