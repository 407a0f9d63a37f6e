"""What was covered of sent images since they went; the records themselves do not belong here."""
