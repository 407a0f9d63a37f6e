"""What stands in for a history that cannot be used, until it can be; finding out why it cannot does not belong here."""
