"""Settings and the administrator's policy, as values; not reading or writing their files."""
