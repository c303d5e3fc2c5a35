"""Second floor: who. Accounts, access, agencies, calendars and approval rounds."""
