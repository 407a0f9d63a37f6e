"""Values as models and people write them where JSON or ISO 8601 was asked for; only what can be read in one way."""
