"""Agencies (cơ quan) as a dated tree, units (đơn vị), posts (vị trí), who holds them.

An agency that merged, split or moved in the tree is a new row with a succession; a renamed
one keeps its row and its old name. A right comes with a post and ends with it. Symbols of
imported areas carry the level (P51 > C21025); agency codes such as H48.53 are aliases.

Must not know what work a post has: procedures, calendars and dossiers stand above and ask
`selectors.books.responsible`.
"""
