"""Values as rows of the history's tables and back; opening the file and whole transactions are not done here."""
