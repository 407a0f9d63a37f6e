"""The rules of an organisation, brought to those who keep to them: the requests of a command, and the network.

Reading and judging a policy does not belong here.
"""
