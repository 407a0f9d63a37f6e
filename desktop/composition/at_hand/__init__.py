"""What is at hand on this system, made when a setting wants it; what it does is not decided here."""
