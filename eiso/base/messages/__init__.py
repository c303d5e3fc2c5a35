"""Messages to people: the inbox in the product and the e-mail outbox.

A reminder is *due and not yet sent*; what was delivered and what was read is kept. Knows
people only as AUTH_USER_MODEL and the thing a message is about only as a link.
"""
