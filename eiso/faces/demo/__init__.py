"""A believable province to try the product on: built through the services, from real data.

Knows every room; no room may know it. Never present in production mode.
"""
