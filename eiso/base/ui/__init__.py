"""The shell, the component set, words for time left, dates and numbers.

Pages stand in upper rooms and compose what is here. This room must not know any of
them: the menu, the first page, search and duties are registries they fill.
"""
