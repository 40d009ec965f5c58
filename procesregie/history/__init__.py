"""The process in git: one session one commit, the timeline, the record at any moment, locked decisions."""
