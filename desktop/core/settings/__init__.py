"""Settings, the administrator's policy, and hosts and proxies by their form, as values; no files, no look-ups."""
