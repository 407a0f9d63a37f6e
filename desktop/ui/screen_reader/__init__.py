"""What only screen readers meet: roles, announcements, and parts that stand in for what is painted. Of it only the
focus is seen.
"""
