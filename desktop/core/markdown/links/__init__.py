"""Names of hosts in links: which letters are a language's own, and which pose as others; no host is looked up."""
