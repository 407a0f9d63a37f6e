"""The rules of an organisation, brought to those who keep to them: the requests of a command, and the network."""
