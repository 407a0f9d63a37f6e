"""Stories of private text: what is pointed out, asked about and not sent. The real reader reads."""
