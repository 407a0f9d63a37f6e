"""Controllers that show findings; scanning and consents belong to services.privacy."""
