"""The words of settings: their labels and values, and what an organisation has set for them; not their defaults."""
