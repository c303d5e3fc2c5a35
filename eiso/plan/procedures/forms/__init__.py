"""What the pages of procedures are sent: shape and types only."""
