"""The sheet "What is sent": each image before and as it leaves, facts about it, and the text of the request.

Nothing is built or sent here.
"""
