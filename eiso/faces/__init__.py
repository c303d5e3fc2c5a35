"""How people and machines meet the house: web pages, portal, API, exchange, demo."""
