"""What an organisation decides, brought to those who keep to it."""
