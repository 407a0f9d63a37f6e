"""Looks through typed and attached text for what is private and for orders to the model. Images do not belong here."""
