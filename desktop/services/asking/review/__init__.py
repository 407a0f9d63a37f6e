"""Looking through a question on its way, and the record of it; what decides is one folder up."""
