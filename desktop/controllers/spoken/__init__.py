"""What is said to people who listen: what changes on the pictures, and how much of it they want to hear.

The words are in messages/spoken.
"""
